using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Json;
using CampaignBot.BotFramework;
using CampaignBot.Turns;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;

namespace CampaignBot.Channels.AzureBotService;

/// <summary>
/// Sends replies to the service URL of their conversation, under the bot's app, as its channel shows them. Where a part of a reply
/// can't be sent now, those before it are not sent again.
/// </summary>
internal sealed class ConnectorSender(BotFrameworkAuthentication authentication, AzureBotServiceOptions options, TimeProvider time, ILogger<ConnectorSender> log) : IChannelSender
{
    private readonly ConnectorFactory _connectors = authentication.CreateConnectorFactory(
        new ClaimsIdentity([new Claim(AuthenticationConstants.AudienceClaim, options.AppId)]));

    // Longer than this, other conversations' replies go first.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);

    private readonly PartByPart _parts = new(time);
    private readonly TeamsPace _pace = new(time);

    public async Task<SendOutcome> SendAsync(ConversationReference conversation, Activity activity, CancellationToken cancellationToken)
    {
        var messages = ChannelRenderer.Render(activity);
        try
        {
            // Refuses any address but the Bot Framework's, of a stored conversation too.
            using var connector = await _connectors.CreateAsync(conversation.ServiceUrl ?? "", null, cancellationToken);
            return await _parts.SendAsync(
                $"{activity.Conversation?.Id} {activity.Id}",
                messages.Count,
                (i, token) => SendPartAsync(connector.Conversations, messages[i], token),
                // The Connector can't be asked what a conversation holds: what may have arrived is sent again rather than lost.
                find: (_, _, _) => Task.FromResult<string?>(null),
                cancellationToken);
        }
        catch (ArgumentException e)
        {
            return new SendOutcome.Refused(e.Message);
        }
        catch (HttpRequestException)
        {
            // No token can be had now.
            return new SendOutcome.RetryLater();
        }
    }

    private async Task<PartOutcome> SendPartAsync(IConversations conversations, Activity message, CancellationToken cancellationToken)
    {
        TeamsPace.Request? request = null;
        while (message.ChannelId == Microsoft.Bot.Connector.Channels.Msteams
            && (request = _pace.Take(message.Conversation?.Id ?? "", message.Conversation?.TenantId ?? "", out var wait)) is null)
        {
            if (wait > LongestWait)
                return new PartOutcome(new SendOutcome.RetryLater(wait));
            await Task.Delay(wait, time, cancellationToken);
        }
        using var _ = request;
        try
        {
            return new PartOutcome(new SendOutcome.Delivered(await SendAsync(conversations, message, cancellationToken)));
        }
        catch (ErrorResponseException e)
        {
            return new PartOutcome(Judge(e));
        }
        catch (TimeoutException)
        {
            return new PartOutcome(new SendOutcome.RetryLater());
        }
        catch (HttpRequestException e) when (e.StatusCode is not null)
        {
            // Not even asked: Microsoft gave the bot no token, and says why by its error codes.
            log.LogError("No reply can be sent on {Channel}: {Reason}. Check MicrosoftAppType, -Id, -TenantId and -Password (or its certificate)", message.ChannelId, e.Message);
            return new PartOutcome(new SendOutcome.RetryLater());
        }
    }

    private static async Task<string?> SendAsync(IConversations conversations, Activity activity, CancellationToken cancellationToken)
    {
        // The one given belongs to the transcript too.
        var sent = JsonSerializer.Deserialize<Activity>(JsonSerializer.SerializeToUtf8Bytes(activity, BotJson.Options), BotJson.Options)!;
        switch (sent.Type)
        {
            case ActivityTypes.MessageDelete:
                await conversations.DeleteActivityAsync(sent.Conversation?.Id ?? "", sent.Id ?? "", cancellationToken);
                return null;
            case ActivityTypes.MessageUpdate:
                sent.Type = ActivityTypes.Message;
                return (await conversations.UpdateActivityAsync(sent, cancellationToken)).Id;
        }

        // The channel gives the id.
        sent.Id = null;
        var response = string.IsNullOrEmpty(sent.ReplyToId)
            ? await conversations.SendToConversationAsync(sent, cancellationToken)
            : await conversations.ReplyToActivityAsync(sent, cancellationToken);
        return response.Id;
    }

    /// <summary>
    /// Teams asks to come again on 412, 429, 502 and 504 ("Optimize your bot with rate limiting in Teams"), as do a service
    /// that is down and one that no longer takes the token held; any other answer is final.
    /// </summary>
    private SendOutcome Judge(ErrorResponseException error)
    {
        var status = error.Response?.StatusCode ?? HttpStatusCode.InternalServerError;
        if (status == HttpStatusCode.Unauthorized)
            log.LogError("The service refused the bot's token: check that MicrosoftAppId is that of the Azure Bot");
        return status is HttpStatusCode.Unauthorized or HttpStatusCode.RequestTimeout or HttpStatusCode.PreconditionFailed or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError
            ? new SendOutcome.RetryLater(RetryAfter(error))
            : new SendOutcome.Refused(string.Create(CultureInfo.InvariantCulture, $"The channel answered {(int)status}."));
    }

    private TimeSpan? RetryAfter(ErrorResponseException error)
    {
        if (error.Response?.Headers.TryGetValue("Retry-After", out var values) != true
            || !RetryConditionHeaderValue.TryParse(values!.FirstOrDefault(), out var value))
        {
            return null;
        }

        var pause = value.Delta ?? value.Date - time.GetUtcNow();
        return pause > TimeSpan.Zero ? pause : null;
    }
}
