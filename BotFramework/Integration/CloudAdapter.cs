using System.Text.Json;
using CampaignBot.BotFramework;
using Microsoft.AspNetCore.Http;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Microsoft.Bot.Builder.Integration.AspNet.Core;

/// <summary>
/// The adapter behind <c>/api/messages</c>. It answers 200; with the body an invoke or <c>expectReplies</c> asks for;
/// 400 for what is no activity, 401 for a caller without a right token, 405 for other methods than POST, 413 for a body over
/// 512 KB, 415 for one that is no JSON, 503 where a token can't be checked just now.
/// </summary>
public class CloudAdapter : CloudAdapterBase, IBotFrameworkHttpAdapter
{
    /// <summary>No app: nobody is let in.</summary>
    public CloudAdapter()
        : this(BotFrameworkAuthenticationFactory.Create())
    {
    }

    public CloudAdapter(BotFrameworkAuthentication botFrameworkAuthentication, ILogger? logger = null)
        : base(botFrameworkAuthentication, logger)
    {
    }

    public CloudAdapter(IConfiguration configuration, IHttpClientFactory? httpClientFactory = null, ILogger? logger = null)
        : this(new ConfigurationBotFrameworkAuthentication(configuration, httpClientFactory: httpClientFactory, logger: logger), logger)
    {
    }

    public async Task ProcessAsync(HttpRequest httpRequest, HttpResponse httpResponse, IBot bot, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(httpRequest);
        ArgumentNullException.ThrowIfNull(httpResponse);
        ArgumentNullException.ThrowIfNull(bot);

        if (!HttpMethods.IsPost(httpRequest.Method))
        {
            httpResponse.StatusCode = StatusCodes.Status405MethodNotAllowed;
            httpResponse.Headers.Allow = HttpMethods.Post;
            return;
        }

        var (activity, refusal) = await ActivityRequest.ReadAsync(httpRequest, cancellationToken);
        if (activity is null)
        {
            httpResponse.StatusCode = refusal;
            return;
        }

        AuthenticateRequestResult caller;
        try
        {
            caller = await BotFrameworkAuthentication.AuthenticateRequestAsync(activity, httpRequest.Headers.Authorization, cancellationToken);
        }
        catch (UnauthorizedAccessException e)
        {
            Logger.LogWarning("A call was refused: {Reason}", e.Message);
            httpResponse.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        catch (HttpRequestException e)
        {
            Logger.LogError(e, "A call could not be checked");
            httpResponse.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        var answer = await ProcessActivityAsync(caller, activity, bot.OnTurnAsync, cancellationToken);
        httpResponse.StatusCode = answer?.Status ?? StatusCodes.Status200OK;
        if (answer?.Body is { } body)
        {
            httpResponse.ContentType = "application/json; charset=utf-8";
            await JsonSerializer.SerializeAsync(httpResponse.Body, body, body.GetType(), BotJson.Options, cancellationToken);
        }
    }
}
