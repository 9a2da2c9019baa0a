using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CampaignBot.Tests.Support;

/// <summary>The files that a platform's stand-in keeps: as they should be, and in every way that they shouldn't.</summary>
public static class MediaServer
{
    /// <summary>A picture: what a PNG begins with, and the file's name.</summary>
    public static byte[] Picture(string name) => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, .. System.Text.Encoding.ASCII.GetBytes(name)];

    /// <summary>Serves files below a path, by what their names say; each request is noted with its path and what it was authorized by.</summary>
    /// <param name="elsewhere">Where a redirection leads that must not be followed.</param>
    public static void MapFiles(this WebApplication app, string path, ConcurrentQueue<(string Path, string? Authorization)> asked, Func<string> elsewhere) => app.MapGet($"{path}/{{name}}", async (string name, HttpContext context) =>
    {
        asked.Enqueue((context.Request.Path, context.Request.Headers.Authorization));
        switch (name.Split('-')[0])
        {
            case "moved":
                context.Response.Redirect($"{context.Request.Path.Value![..^name.Length]}picture-{name}");
                return;
            case "led":
                context.Response.Redirect(elsewhere());
                return;
            case "circle":
                context.Response.Redirect(context.Request.Path.Value!);
                return;
            case "gone":
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            case "script":
                context.Response.ContentType = "image/png";
                await context.Response.WriteAsync("\0<script>alert(1)</script>", context.RequestAborted);
                return;
            case "large":
                for (var i = 0; i < 2_000; i++)
                    await context.Response.Body.WriteAsync(Picture(name.PadRight(1_000)), context.RequestAborted);
                return;
            default:
                context.Response.ContentType = "application/octet-stream";
                await context.Response.Body.WriteAsync(Picture(name), context.RequestAborted);
                return;
        }
    });
}
