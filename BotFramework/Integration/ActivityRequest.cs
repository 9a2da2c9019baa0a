using CampaignBot.BotFramework;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Integration.AspNet.Core;

/// <summary>Reads the activity in a request of a stranger, in bounds.</summary>
internal static class ActivityRequest
{
    /// <summary>Channels stay below 256 KB, the largest being Teams with cards.</summary>
    public const int MaxBytes = 512 * 1024;

    /// <summary>The activity, or the status to refuse the request with.</summary>
    public static async Task<(Activity? Activity, int Refusal)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
            return (null, StatusCodes.Status415UnsupportedMediaType);
        if (request.ContentLength > MaxBytes)
            return (null, StatusCodes.Status413PayloadTooLarge);
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MaxBytes;

        using var body = new MemoryStream();
        try
        {
            await request.Body.CopyToAsync(body, cancellationToken);
        }
        catch (BadHttpRequestException e)
        {
            return (null, e.StatusCode);
        }

        var activity = BotJson.ReadActivity(body.GetBuffer().AsMemory(0, (int)body.Length));
        return activity is { Type.Length: > 0, ChannelId.Length: > 0, Conversation.Id.Length: > 0 }
            ? (activity, 0)
            : (null, StatusCodes.Status400BadRequest);
    }
}
