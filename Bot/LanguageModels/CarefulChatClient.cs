using System.Runtime.CompilerServices;
using CampaignBot.Core.Understanding;
using Microsoft.Extensions.AI;

namespace CampaignBot.LanguageModels;

/// <summary>
/// A chat client that remembers answers and keeps to the deadline, the budget and the pauses (<see cref="ModelCalls"/>).
/// </summary>
internal sealed class CarefulChatClient(
    IChatClient inner, ModelCalls calls, AnswerCache cache, LanguageModelOptions settings, ModelMetrics metrics) : DelegatingChatClient(inner)
{
    private const string Operation = "chat";

    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var (chat, how) = (messages.ToList(), options?.Clone() ?? new ChatOptions());
        how.Temperature ??= settings.Temperature;
        how.MaxOutputTokens ??= settings.MaxOutputTokens;
        var key = AnswerCache.KeyOf(settings.Model, chat, how);
        if (cache.Find(key) is { } known)
        {
            metrics.Calls.Add(1, new("operation", Operation), new("outcome", "cached"));
            return known;
        }

        var response = await calls.RunAsync(
            Operation,
            chat.Sum(m => TokenEstimate.Of(m.Text)) + TokenEstimate.Of(how.Instructions) + how.MaxOutputTokens.Value,
            async token =>
            {
                var response = await base.GetResponseAsync(chat, how, token);
                return (response, response.Usage?.TotalTokenCount);
            },
            cancellationToken);
        cache.Keep(key, response);
        return response;
    }

    /// <summary>The whole answer, once it is there: answers are checked before they are sent, so a part of one is of no use.</summary>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
            yield return update;
    }
}
