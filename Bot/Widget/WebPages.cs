using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace CampaignBot.Widget;

/// <summary>
/// Serves the demo page and the widget from memory, compressed once at start. Only the paths below exist;
/// the widget's may be loaded by any site, what they call afterwards decides who may chat.
/// </summary>
public static class WebPages
{
    /// <summary>What the page, and a site that embeds the widget with this origin added, needs to allow and no more.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; connect-src 'self' wss:; img-src 'self' data: blob:; style-src 'self'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string Script = "text/javascript; charset=utf-8";
    private const string Style = "text/css; charset=utf-8";

    /// <summary>Maps <c>/</c>, its files, <c>/widget.js</c> and what that loads.</summary>
    public static void MapWebPages(this WebApplication app)
    {
        var files = app.Environment.WebRootFileProvider;
        app.MapPage("/", "text/html; charset=utf-8", Text(files, "index.html"));
        app.MapPage("/page.css", Style, Text(files, "page.css"));
        app.MapPage("/page.js", Script, Text(files, "page.js"));
        app.MapPage("/icon.svg", "image/svg+xml", Text(files, "icon.svg"));
        app.MapPage("/widget.js", Script, $"(()=>{{{WidgetScript.Bundle(files, "launcher")}}})();", everywhere: true);
        app.MapPage("/widget/chat.js", Script, $"{WidgetScript.Bundle(files, "chat")}export{{Chat}};", everywhere: true);
        app.MapPage("/widget/launcher.css", Style, WidgetScript.Stylesheet(files, "launcher"), everywhere: true);
        app.MapPage("/widget/panel.css", Style, WidgetScript.Stylesheet(files, "panel"), everywhere: true);
    }

    private static void MapPage(this WebApplication app, string path, string contentType, string text, bool everywhere = false)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var compressed = Compress(plain);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(plain).AsSpan(0, 12))}\"");
        app.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], (HttpContext context) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = ContentSecurityPolicy;
            headers[HeaderNames.Vary] = HeaderNames.AcceptEncoding;
            headers.CacheControl = everywhere ? "public, max-age=300" : "no-cache";
            if (everywhere)
            {
                headers.AccessControlAllowOrigin = "*";
                headers["Cross-Origin-Resource-Policy"] = "cross-origin";
            }
            var shrunk = context.Request.GetTypedHeaders().AcceptEncoding.Any(coding => coding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && coding.Quality is null or > 0);
            if (shrunk)
                headers.ContentEncoding = "gzip";
            return Results.Bytes(shrunk ? compressed : plain, contentType, entityTag: tag);
        });
    }

    private static string Text(IFileProvider files, string name)
    {
        using var reader = new StreamReader(files.GetFileInfo(name).CreateReadStream());
        return reader.ReadToEnd();
    }

    private static byte[] Compress(byte[] plain)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.SmallestSize))
            gzip.Write(plain);
        return buffer.ToArray();
    }
}
