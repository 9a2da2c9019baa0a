using System.Text.Json.Nodes;
using CampaignBot.Core.Cases;
using CampaignBot.Operations;
using CampaignBot.Turns;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace CampaignBot.Outreach;

/// <summary>
/// Says what is to be said about cases: the question where the experts are, the answer where it was asked. Each is a turn of that
/// conversation whose id is the notice's, so that it is said once however often it is tried.
/// </summary>
internal sealed class CaseNotices(CaseBook cases, Inbox inbox, TimeProvider clock, ILogger<CaseNotices> log) : Worker
{
    private const int AtOnce = 50;

    /// <summary>What can't be said for so long won't be: the bot has left that conversation.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    protected override TimeSpan Interval { get; } = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public override async Task RoundAsync(CancellationToken cancellationToken)
    {
        foreach (var notice in await cases.NoticesAsync(AtOnce, cancellationToken))
            await SayAsync(notice, cancellationToken);
    }

    private async Task SayAsync(CaseNotice notice, CancellationToken cancellationToken)
    {
        var isSaid = await inbox.ContinueAsync(
            ConversationKey.Of(notice.To.ChannelId, notice.To.ConversationId), notice.Id, (turn, token) => turn.SendActivityAsync(Message(notice), token), cancellationToken);
        if (!isSaid && clock.GetUtcNow() - notice.At < Longest)
            return;
        if (!isSaid)
            log.LogError("A notice about a case was given up on {Channel}: the bot can't write there", notice.To.ChannelId);
        await cases.ToldAsync(notice, cancellationToken);
    }

    private static Activity Message(CaseNotice notice)
    {
        var message = MessageFactory.Text(notice.Text);
        message.Locale = notice.Language;
        if (notice.Card is { } card)
        {
            // The card says it all; the words are read in the notification.
            (message.Text, message.Summary) = (null, notice.Text);
            message.Attachments = [new Attachment { ContentType = "application/vnd.microsoft.card.adaptive", Content = JsonNode.Parse(card) }];
        }
        return message;
    }
}
