using System.Security.Cryptography;
using System.Text.Json;
using CampaignBot.BotFramework;
using CampaignBot.Turns;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using BotChannels = Microsoft.Bot.Connector.Channels;

namespace CampaignBot.Channels.AzureBotService;

/// <summary>
/// Takes activities. It answers 200 once an activity is durable, with the body that an invoke or <c>expectReplies</c>
/// asks for; 400, 413 and 415 for what is no activity; 401 without a right token; 403 for a channel of the program's own;
/// 501 for an invoke the bot has no answer to; 503, to come again, when too much waits or a token can't be checked.
/// </summary>
internal sealed class ActivityEndpoint(
    BotFrameworkAuthentication authentication,
    AzureBotServiceOptions options,
    Inbox inbox,
    ChannelMetrics metrics,
    ILogger<ActivityEndpoint> log)
{
    private const int MaxIdChars = 1_000;

    // Served by this program itself: whoever could name them here would speak as a person there.
    private static readonly HashSet<string> OwnChannels = new(StringComparer.OrdinalIgnoreCase)
    {
        BotChannels.Directline,
        BotChannels.Facebook,
        BotChannels.Sms,
        BotChannels.Twilio,
    };

    public async Task HandleAsync(HttpContext context)
    {
        var cancellationToken = context.RequestAborted;
        var (body, refusal) = await RequestBody.ReadAsync(context.Request, cancellationToken);
        var activity = refusal is null ? BotJson.ReadActivity(body) : null;
        refusal ??= Check(activity);
        refusal ??= await AuthenticateAsync(context, activity!, cancellationToken);
        if (refusal is null && OwnChannels.Contains(activity!.ChannelId!))
            refusal = Refusal.ForeignChannel;
        if (refusal is null)
        {
            CardChoice.Read(activity!);
            TeamsText.DropCopy(activity!);
        }
        refusal ??= await TakeAsync(context.Response, activity!, body, cancellationToken);
        if (refusal is null)
            return;
        metrics.Refused(AzureBotServiceChannel.Id, refusal.Code);
        await refusal.WriteAsync(context.Response, cancellationToken);
    }

    private static Refusal? Check(Activity? activity) => activity switch
    {
        null => Refusal.BadRequest("The body is no activity."),
        { Type: not { Length: > 0 and <= 64 } } => Refusal.BadRequest("An activity needs a type."),
        { ChannelId: null } => Refusal.BadRequest("An activity needs a channelId."),
        { ChannelId: var channel } when !IsName(channel) => Refusal.BadRequest("A channelId is made of letters, digits and hyphens."),
        { Conversation.Id: not { Length: > 0 and <= MaxIdChars } } or { Conversation: null } => Refusal.BadRequest("An activity needs a conversation.id."),
        { From.Id: not { Length: > 0 and <= MaxIdChars } } or { From: null } => Refusal.BadRequest("An activity needs a from.id."),
        { Id.Length: > MaxIdChars } => Refusal.BadRequest("The activity's id is too long."),
        _ => null,
    };

    private static bool IsName(string text) => text.Length is > 0 and <= 64 && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private async Task<Refusal?> AuthenticateAsync(HttpContext context, Activity activity, CancellationToken cancellationToken)
    {
        string? header = context.Request.Headers.Authorization;
        if (options.IsAnonymous && string.IsNullOrEmpty(header))
            return LocalCaller.Is(context, activity) ? null : Refusal.Unauthorized;
        try
        {
            await authentication.AuthenticateRequestAsync(activity, header, cancellationToken);
            return null;
        }
        catch (UnauthorizedAccessException e)
        {
            log.LogWarning("A call to {Path} was refused: {Reason}", AzureBotServiceChannel.Path, e.Message);
            return Refusal.Unauthorized;
        }
        catch (HttpRequestException e)
        {
            log.LogError(e, "A call to {Path} could not be checked", AzureBotServiceChannel.Path);
            return Refusal.Busy;
        }
    }

    private async Task<Refusal?> TakeAsync(HttpResponse response, Activity activity, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var id = DedupeId(activity, body);
        if (WhyIgnored(activity) is { } reason)
        {
            metrics.Ignored(AzureBotServiceChannel.Id, reason);
            return null;
        }

        if (string.Equals(activity.DeliveryMode, DeliveryModes.ExpectReplies, StringComparison.OrdinalIgnoreCase))
        {
            if (await inbox.RunInRequestAsync(activity, id, cancellationToken) is not { } answer)
                return Refusal.Busy;
            List<Activity> replies = [.. answer.Replies];
            if (answer.Invoke is not null)
                replies.Add(new Activity(ActivityTypesEx.InvokeResponse) { Value = answer.Invoke });
            metrics.Handled(AzureBotServiceChannel.Id);
            await WriteAsync(response, StatusCodes.Status200OK, new ExpectedReplies(replies), cancellationToken);
            return null;
        }

        if (activity.Type == ActivityTypes.Invoke)
        {
            if (await inbox.RunInRequestAsync(activity, id, cancellationToken) is not { } answer)
                return Refusal.Busy;
            metrics.Handled(AzureBotServiceChannel.Id);
            var invoke = answer.Invoke ?? new InvokeResponse { Status = StatusCodes.Status501NotImplemented };
            await WriteAsync(response, invoke.Status is >= 200 and <= 599 ? invoke.Status : StatusCodes.Status200OK, invoke.Body, cancellationToken);
            return null;
        }

        var acceptance = await inbox.AcceptAsync(activity, id, cancellationToken);
        switch (acceptance)
        {
            case Acceptance.TryLater:
                return Refusal.Busy;
            case Acceptance.TooLarge:
                return Refusal.TooLarge;
            default:
                metrics.Took(AzureBotServiceChannel.Id, acceptance);
                response.StatusCode = StatusCodes.Status200OK;
                return null;
        }
    }

    /// <summary>Why an activity needs no turn; null where it does. Only what asks for no replies in the response is passed over.</summary>
    private static string? WhyIgnored(Activity activity) => activity switch
    {
        { DeliveryMode: not null } => null,
        { Type: ActivityTypes.Typing } => "typing",
        { Type: ActivityTypes.Event, Name: "application/vnd.microsoft.readReceipt" } => "read receipt",
        // Channels and teams are made, renamed and archived: nobody came or went.
        { Type: ActivityTypes.ConversationUpdate, MembersAdded: null or { Count: 0 }, MembersRemoved: null or { Count: 0 } } => "no member came or went",
        _ => null,
    };

    /// <summary>
    /// What an activity is known by when it comes again. An edit, a removal and a reaction bear the id of the message they
    /// are about, so their kind and time belong to it; what has no id is known by its text.
    /// </summary>
    private static string DedupeId(Activity activity, ReadOnlyMemory<byte> body) => activity switch
    {
        { Id: not { Length: > 0 } } => "sha256-" + Convert.ToHexStringLower(SHA256.HashData(body.Span)),
        { Type: ActivityTypes.Message } => activity.Id,
        _ => FormattableString.Invariant($"{activity.Id} {activity.Type} {activity.Timestamp?.UtcTicks}"),
    };

    private static async Task WriteAsync(HttpResponse response, int status, object? body, CancellationToken cancellationToken)
    {
        response.StatusCode = status;
        if (body is null)
            return;
        response.ContentType = "application/json; charset=utf-8";
        await JsonSerializer.SerializeAsync(response.Body, body, body.GetType(), BotJson.Options, cancellationToken);
    }
}
