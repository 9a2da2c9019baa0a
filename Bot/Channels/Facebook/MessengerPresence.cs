using System.Text.Json.Nodes;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using IMiddleware = Microsoft.Bot.Builder.IMiddleware;

namespace CampaignBot.Channels.Facebook;

/// <summary>
/// Shows who wrote that their message was seen and that an answer is being written ("Sender actions", Messenger Platform). It is shown
/// before the answer leaves, as it would stay for 20 seconds after it; and only where an answer may come, so never after STOP.
/// </summary>
internal sealed class MessengerPresence(GraphApi graph, TimeProvider time) : IMiddleware
{
    /// <summary>The answer doesn't wait longer for it.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        var showing = turnContext.Activity is { ChannelId: MessengerEvents.ChannelId, Type: ActivityTypes.Message, From.Id: { Length: > 0 } person }
            ? ShowAsync(person, cancellationToken)
            : Task.CompletedTask;
        await next(cancellationToken);
        await showing;
    }

    private async Task ShowAsync(string person, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            foreach (var action in (string[])["mark_seen", "typing_on"])
                await graph.PostAsync("me/messages", new JsonObject { ["recipient"] = new JsonObject { ["id"] = person }, ["sender_action"] = action }, either.Token);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            // A sign that is lost is no reason to answer later.
        }
    }
}
