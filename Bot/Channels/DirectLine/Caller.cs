using System.Security.Cryptography;
using System.Text;
using CampaignBot.Channels.DirectLine.Tokens;
using Microsoft.Extensions.Options;

namespace CampaignBot.Channels.DirectLine;

/// <summary>Who sent a request: the holder of a token, or of the secret (<see cref="Token"/> is null).</summary>
internal sealed record Caller(ConversationToken? Token)
{
    /// <exception cref="DirectLineProblem">403: the token is for another conversation.</exception>
    public void Require(string conversationId)
    {
        if (Token is { } token && token.ConversationId != conversationId)
            throw DirectLineProblem.Forbidden("The token is for another conversation.");
    }
}

/// <summary>Finds out who sent a request.</summary>
internal sealed class CallerVerification(TokenIssuer tokens, Origins origins, IOptions<DirectLineOptions> options)
{
    private const string Scheme = "Bearer ";
    private readonly byte[]? _secretHash = options.Value.Secret is { Length: > 0 } secret ? Hash(secret) : null;

    /// <exception cref="DirectLineProblem">401: no credential. 403: a wrong or expired one, or from a page that may not.</exception>
    public async ValueTask<Caller> VerifyAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization is not [{ } header]
            || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            || header.AsSpan(Scheme.Length).Trim() is not { Length: > 0 } credential)
        {
            throw DirectLineProblem.Unauthorized();
        }

        var text = credential.ToString();
        var caller = new Caller(IsSecret(text) ? null : await tokens.VerifyAsync(text, TimeSpan.Zero, context.RequestAborted));
        return origins.Allows(context, caller.Token?.Origins ?? [])
            ? caller
            : throw DirectLineProblem.Forbidden("This page may not use the chat.");
    }

    // Hashes have one length, so the comparison takes the same time whatever was sent.
    private bool IsSecret(string text) => _secretHash is not null && CryptographicOperations.FixedTimeEquals(Hash(text), _secretHash);

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
