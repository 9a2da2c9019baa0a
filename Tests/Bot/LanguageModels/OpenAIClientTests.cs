using System.Text.Json;
using Azure.Core;
using CampaignBot.Core.Understanding;
using CampaignBot.LanguageModels;
using CampaignBot.Tests.Support;
using Microsoft.Extensions.AI;

namespace CampaignBot.Tests.Bot.LanguageModels;

/// <summary>The adapters between <c>Microsoft.Extensions.AI</c> and OpenAI's API, against a server that speaks it.</summary>
public sealed class OpenAIClientTests : IAsyncLifetime
{
    private const string Schema =
        """{"type":"object","properties":{"colour":{"type":"string"}},"required":["colour"],"additionalProperties":false}""";

    private ModelServer _server = null!;

    public async Task InitializeAsync() => _server = await ModelServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Chat_WithEverythingAsked_SendsItAndReadsTheAnswer()
    {
        _server.Chat.Answer = _ => new ModelAnswer("""{"colour":"red"}""");
        using var schema = JsonDocument.Parse(Schema);

        var response = await Chat().GetResponseAsync(
            [new ChatMessage(ChatRole.System, "Be brief."), new ChatMessage(ChatRole.User, "¿De qué color?"), new ChatMessage(ChatRole.Assistant, "Which?"), new ChatMessage(ChatRole.User, "Fire")],
            new ChatOptions { Temperature = 0, MaxOutputTokens = 50, ResponseFormat = ChatResponseFormat.ForJsonSchema(schema.RootElement, "answer") });

        Assert.Equal("""{"colour":"red"}""", response.Text);
        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
        Assert.Equal("gpt-4.1-mini", response.ModelId);
        Assert.True(response.Usage is { InputTokenCount: > 0, OutputTokenCount: 4, TotalTokenCount: > 4 });
        var body = _server.Requests.Single().Body!;
        Assert.Equal(["system", "user", "assistant", "user"], body["messages"]!.AsArray().Select(m => m!["role"]!.GetValue<string>()));
        Assert.Equal("¿De qué color?", ModelChat.TextOf(body["messages"]![1]!["content"]));
        Assert.Equal((50, 0f), (body["max_completion_tokens"]!.GetValue<int>(), body["temperature"]!.GetValue<float>()));
        Assert.True(body["response_format"]!["json_schema"]!["strict"]!.GetValue<bool>());
        Assert.Equal("answer", body["response_format"]!["json_schema"]!["name"]!.GetValue<string>());
        Assert.Equal("string", body["response_format"]!["json_schema"]!["schema"]!["properties"]!["colour"]!["type"]!.GetValue<string>());
    }

    [Fact]
    public async Task Chat_Streamed_GivesPiecesAndTheUsage()
    {
        _server.Chat.Answer = _ => new ModelAnswer("One two three.");

        var updates = await Chat().GetStreamingResponseAsync([new ChatMessage(ChatRole.User, "Count")]).ToListAsync();

        Assert.Equal("One two three.", string.Concat(updates.Select(u => u.Text)));
        Assert.True(updates.Count(u => u.Text.Length > 0) >= 3);
        Assert.Contains(updates, u => u.FinishReason == ChatFinishReason.Stop);
        Assert.Contains(updates.SelectMany(u => u.Contents).OfType<UsageContent>(), u => u.Details.TotalTokenCount > 0);
    }

    [Fact]
    public async Task Chat_CutShortOrRefused_SaysSo()
    {
        _server.Chat.Answer = _ => new ModelAnswer(new string('x', 4_000));
        Assert.Equal(ChatFinishReason.Length, (await Chat().GetResponseAsync([new ChatMessage(ChatRole.User, "Go on")], new ChatOptions { MaxOutputTokens = 10 })).FinishReason);

        _server.Chat.Answer = _ => ModelAnswer.Refuses;
        var refused = await Chat().GetResponseAsync([new ChatMessage(ChatRole.User, "Go on")]);
        Assert.Equal("Refusal", Assert.Single(refused.Messages[0].Contents.OfType<ErrorContent>()).ErrorCode);
        Assert.Equal("", refused.Text);
    }

    public static TheoryData<string, ModelFailure, string?> Faults => new()
    {
        { "silence", ModelFailure.Late, null },
        { "cut", ModelFailure.Unreachable, null },
        { "cut in the middle", ModelFailure.Unreachable, null },
        { "malformed", ModelFailure.Malformed, null },
        { "page", ModelFailure.Malformed, null },
        { "empty object", ModelFailure.Malformed, null },
        { "busy", ModelFailure.Busy, "429, rate_limit_exceeded" },
        { "quota", ModelFailure.NotLetIn, "429, insufficient_quota" },
        { "500", ModelFailure.ServerError, "500" },
        { "503", ModelFailure.ServerError, "503" },
        { "wrong key", ModelFailure.NotLetIn, "401, invalid_api_key" },
        { "no such model", ModelFailure.Rejected, "404, model_not_found" },
        { "too long", ModelFailure.Rejected, "400, context_length_exceeded" },
        { "filtered", ModelFailure.Refused, "400, content_filter" },
        { "dead", ModelFailure.Unreachable, null },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Chat_WhateverGoesWrong_IsOneKindOfFailureWithoutTheText(string fault, ModelFailure expected, string? detail)
    {
        const string Text = "my secret question";
        _server.Fault = fault switch
        {
            "silence" => ModelFault.Silence,
            "cut" => ModelFault.Cut,
            "cut in the middle" => ModelFault.CutInTheMiddle,
            "malformed" => ModelFault.Malformed,
            "page" => ModelFault.Page,
            "empty object" => ModelFault.Answers200("{}"),
            "busy" => ModelFault.RateLimited(TimeSpan.FromSeconds(7)),
            "quota" => ModelFault.Error(429, "insufficient_quota"),
            "500" => ModelFault.Status(500),
            "503" => ModelFault.Status(503),
            "filtered" => ModelFault.Error(400, "content_filter"),
            _ => null,
        };
        if (fault == "too long")
            _server.Chat.ContextTokens = 2;
        var chat = fault switch
        {
            "wrong key" => Chat(key: "sk-wrong"),
            "no such model" => Chat("gpt-99"),
            _ => Chat(),
        };
        if (fault == "dead")
            await _server.DisposeAsync();
        using var patience = new CancellationTokenSource(fault == "silence" ? TimeSpan.FromMilliseconds(300) : TimeSpan.FromSeconds(30));

        var asking = chat.GetResponseAsync([new ChatMessage(ChatRole.User, Text)], cancellationToken: patience.Token);

        if (expected == ModelFailure.Late)
        {
            // Who cancels gets a cancellation; the deadline is ModelCalls' matter.
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
            return;
        }

        var failure = await Assert.ThrowsAsync<ModelUnavailableException>(() => asking);
        Assert.Equal(expected, failure.Failure);
        if (detail is not null)
            Assert.Contains($"({detail})", failure.Message, StringComparison.Ordinal);
        Assert.Equal(fault == "busy" ? TimeSpan.FromSeconds(7) : null, failure.RetryAfter);
        Assert.DoesNotContain(Text, failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("sk-", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chat_StreamThatBreaksOff_IsAFailureAndNotAnEnd()
    {
        _server.Fault = ModelFault.StreamCut;

        var failure = await Assert.ThrowsAsync<ModelUnavailableException>(
            async () => await Chat().GetStreamingResponseAsync([new ChatMessage(ChatRole.User, "Count")]).ToListAsync());

        Assert.Equal(ModelFailure.Unreachable, failure.Failure);
    }

    [Fact]
    public async Task Embeddings_OfTexts_ComeInTheirOrderAndLength()
    {
        var vectors = await Embeddings(dimensions: 64).GenerateAsync(["where do I vote", "the weather", "where do I vote"]);

        Assert.All(vectors, v => Assert.Equal(64, v.Dimensions));
        Assert.Equal(vectors[0].Vector.ToArray(), vectors[2].Vector.ToArray());
        Assert.NotEqual(vectors[0].Vector.ToArray(), vectors[1].Vector.ToArray());
        Assert.Equal(_server.Embeddings.Vector("the weather", 64), vectors[1].Vector.ToArray());
        Assert.True(vectors.Usage!.TotalTokenCount > 0);
        Assert.Equal("base64", _server.Requests.Single().Body!["encoding_format"]!.GetValue<string>());
    }

    [Fact]
    public async Task Embeddings_ThatAreNotWhatWasAsked_AreMalformed()
    {
        _server.Fault = ModelFault.Answers200("""{"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.1,0.2]}],"model":"x","usage":{"prompt_tokens":1,"total_tokens":1}}""");

        var failure = await Assert.ThrowsAsync<ModelUnavailableException>(() => Embeddings().GenerateAsync(["one", "two"]));

        Assert.Equal(ModelFailure.Malformed, failure.Failure);
    }

    [Fact]
    public async Task Azure_WithAKey_IsReachedAtItsPath()
    {
        var options = new LanguageModelOptions { Endpoint = _server.AzureEndpoint.AbsoluteUri, Key = ModelServer.Key, Model = "gpt-4.1-mini" };
        var chat = new OpenAIChatClient(OpenAIConnection.Open(options, Timeout.InfiniteTimeSpan).GetChatClient(options.Model), new ChatClientMetadata());

        await chat.GetResponseAsync([new ChatMessage(ChatRole.User, "Hi")]);

        Assert.True(options.IsAzure);
        Assert.True(_server.Requests.Single() is { IsAzure: true, Path: "chat/completions" });
    }

    [Fact]
    public async Task Azure_WithEntraId_ShowsATokenOfItsScope()
    {
        var options = new LanguageModelOptions { Endpoint = "https://campaign.openai.azure.com/openai/v1", UseEntraId = true, Model = "gpt-4.1-mini" };
        Assert.Empty(options.Errors());
        var identity = new Identity();
#pragma warning disable RS0030 // A client that leads every address to the stand-in.
        using var http = new HttpClient(new Led(_server.Endpoint));
#pragma warning restore RS0030
        var chat = new OpenAIChatClient(
            OpenAIConnection.Open(options, Timeout.InfiniteTimeSpan, http: http, identity: identity).GetChatClient(options.Model), new ChatClientMetadata());

        await chat.GetResponseAsync([new ChatMessage(ChatRole.User, "Hi")]);

        Assert.Equal(["https://ai.azure.com/.default"], identity.Scopes);
        Assert.True(_server.Requests.Single().IsAzure);
    }

    private OpenAIChatClient Chat(string model = "gpt-4.1-mini", string key = ModelServer.Key) =>
        new(OpenAIConnection.Open(Options(key), Timeout.InfiniteTimeSpan).GetChatClient(model), new ChatClientMetadata());

    private OpenAIEmbeddings Embeddings(int? dimensions = null) => new(
        OpenAIConnection.Open(Options(ModelServer.Key), Timeout.InfiniteTimeSpan).GetEmbeddingClient("text-embedding-3-small"),
        new EmbeddingGeneratorMetadata("openai", null, "text-embedding-3-small", dimensions));

    private LanguageModelOptions Options(string key) => new() { Endpoint = _server.Endpoint.AbsoluteUri, Key = key, Model = "gpt-4.1-mini" };

    private sealed class Identity : TokenCredential
    {
        public List<string> Scopes { get; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes.AddRange(requestContext.Scopes);
            return new AccessToken(ModelServer.Key, DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }

    private sealed class Led(Uri server) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(server, request.RequestUri!.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
