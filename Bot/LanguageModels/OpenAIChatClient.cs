using System.Runtime.CompilerServices;
using CampaignBot.Core.Understanding;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatFinishReason = Microsoft.Extensions.AI.ChatFinishReason;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;
using ChatResponseFormat = Microsoft.Extensions.AI.ChatResponseFormat;
using WireFinishReason = OpenAI.Chat.ChatFinishReason;
using WireFormat = OpenAI.Chat.ChatResponseFormat;
using WireMessage = OpenAI.Chat.ChatMessage;

namespace CampaignBot.LanguageModels;

/// <summary>
/// Chats with a model over OpenAI's API, as <c>Microsoft.Extensions.AI</c> has it (whose own adapter isn't in the registry):
/// text in, text or JSON of a schema out. Every failure is a <see cref="ModelUnavailableException"/>; a refusal is an
/// <see cref="ErrorContent"/> with the code <c>Refusal</c>.
/// </summary>
internal sealed class OpenAIChatClient(ChatClient client, ChatClientMetadata metadata) : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var (sent, how) = (Messages(messages, options), Options(options));
        return OpenAIConnection.CallAsync(
            async () => Response(await client.CompleteChatAsync(sent, how, cancellationToken)), cancellationToken);
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var updates = client.CompleteChatStreamingAsync(Messages(messages, options), Options(options), cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        var isFinished = false;
        while (await OpenAIConnection.CallAsync(() => updates.MoveNextAsync().AsTask(), cancellationToken))
        {
            var update = Update(updates.Current);
            isFinished |= update.FinishReason is not null;
            yield return update;
        }

        // A connection that ends early looks like the end of the stream.
        if (!isFinished)
            throw new ModelUnavailableException(ModelFailure.Unreachable, "the stream broke off");
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is not null
        ? null
        : serviceType == typeof(ChatClientMetadata) ? metadata : serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }

    private static List<WireMessage> Messages(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var sent = messages.Select<ChatMessage, WireMessage>(m => m.Role.Value switch
        {
            "system" => new SystemChatMessage(m.Text),
            "user" => new UserChatMessage(m.Text),
            "assistant" => new AssistantChatMessage(m.Text),
            var role => throw new NotSupportedException($"Messages of the role {role} are not sent."),
        }).ToList();
        if (options?.Instructions is { Length: > 0 } instructions)
            sent.Insert(0, new SystemChatMessage(instructions));
        return sent;
    }

    private static ChatCompletionOptions Options(ChatOptions? options)
    {
        var how = new ChatCompletionOptions
        {
            Temperature = options?.Temperature,
            TopP = options?.TopP,
            MaxOutputTokenCount = options?.MaxOutputTokens,
            ResponseFormat = Format(options?.ResponseFormat),
        };
        foreach (var stop in options?.StopSequences ?? [])
            how.StopSequences.Add(stop);
        return how;
    }

    private static WireFormat? Format(ChatResponseFormat? format) => format switch
    {
        ChatResponseFormatJson { Schema: { } schema } json => WireFormat.CreateJsonSchemaFormat(
            json.SchemaName ?? "answer", BinaryData.FromString(schema.GetRawText()), json.SchemaDescription, jsonSchemaIsStrict: true),
        ChatResponseFormatJson => WireFormat.CreateJsonObjectFormat(),
        _ => null,
    };

    private static ChatResponse Response(ChatCompletion completion)
    {
        var message = new ChatMessage(ChatRole.Assistant, [.. completion.Content.Select(p => new TextContent(p.Text))]);
        if (!string.IsNullOrEmpty(completion.Refusal))
            message.Contents.Add(Refusal(completion.Refusal));
        return new ChatResponse(message)
        {
            ResponseId = completion.Id,
            ModelId = completion.Model,
            CreatedAt = completion.CreatedAt,
            FinishReason = Reason(completion.FinishReason),
            Usage = Usage(completion.Usage),
        };
    }

    private static ChatResponseUpdate Update(StreamingChatCompletionUpdate update)
    {
        var contents = update.ContentUpdate.Select(AIContent (p) => new TextContent(p.Text)).ToList();
        if (!string.IsNullOrEmpty(update.RefusalUpdate))
            contents.Add(Refusal(update.RefusalUpdate));
        if (Usage(update.Usage) is { } usage)
            contents.Add(new UsageContent(usage));
        return new ChatResponseUpdate(ChatRole.Assistant, contents)
        {
            ResponseId = update.CompletionId,
            ModelId = update.Model,
            CreatedAt = update.CreatedAt,
            FinishReason = update.FinishReason is { } reason ? Reason(reason) : null,
        };
    }

    private static ErrorContent Refusal(string text) => new(text) { ErrorCode = "Refusal" };

    private static ChatFinishReason Reason(WireFinishReason reason) => reason switch
    {
        WireFinishReason.Length => ChatFinishReason.Length,
        WireFinishReason.ContentFilter => ChatFinishReason.ContentFilter,
        WireFinishReason.ToolCalls or WireFinishReason.FunctionCall => ChatFinishReason.ToolCalls,
        _ => ChatFinishReason.Stop,
    };

    private static UsageDetails? Usage(ChatTokenUsage? usage) => usage is null
        ? null
        : new UsageDetails { InputTokenCount = usage.InputTokenCount, OutputTokenCount = usage.OutputTokenCount, TotalTokenCount = usage.TotalTokenCount };
}
