using System.Text.Json.Nodes;
using CampaignBot.Core.Consent;
using CampaignBot.Core.Documents;
using CampaignBot.Core.People;
using CampaignBot.Core.Privacy;

namespace CampaignBot.Core.Feedback;

/// <summary>What people told the campaign: what matters to them, what they want it to know, how they found a conversation.</summary>
/// <param name="documents">A store in which the kinds of <see cref="Priorities"/>, <see cref="Comment"/>, <see cref="ConversationRating"/> and <see cref="ConsentLedger"/> are declared.</param>
public sealed class OpinionBook(IDocumentStore documents, Pseudonyms pseudonyms) : IPersonalData
{
    private const string Only = "one";
    private readonly PersonalShelf<Priorities> _priorities = new(documents, pseudonyms, Priorities.Kind, OpinionsJson.Default.Priorities);
    private readonly PersonalShelf<Comment> _comments = new(documents, pseudonyms, Comment.Kind, OpinionsJson.Default.Comment);
    private readonly PersonalShelf<ConversationRating> _ratings = new(documents, pseudonyms, ConversationRating.Kind, OpinionsJson.Default.ConversationRating);

    /// <inheritdoc/>
    public string Name => "opinions";

    /// <summary>Keeps what matters to somebody, in the place of what they said before.</summary>
    public Task KeepAsync(ChannelAddress person, Priorities priorities, CancellationToken cancellationToken = default) =>
        _priorities.KeepAsync(person, Only, priorities, cancellationToken);

    /// <summary>What somebody said matters to them; null where they haven't.</summary>
    public Task<Priorities?> PrioritiesAsync(ChannelAddress person, CancellationToken cancellationToken = default) => _priorities.FindAsync(person, Only, cancellationToken);

    /// <summary>Keeps a comment; by the same act again, it changes nothing.</summary>
    public Task KeepAsync(ChannelAddress person, Comment comment, CancellationToken cancellationToken = default) =>
        _comments.KeepAsync(person, DocumentKey.IsValidPart(comment.Act) ? comment.Act : new ChannelAddress("", comment.Act).Key, comment, cancellationToken);

    /// <summary>Notes that somebody is asked how they find the conversation, unless they were within a time.</summary>
    /// <returns>Whether they are to be asked now.</returns>
    public async Task<bool> MayAskToRateAsync(ChannelAddress person, DateTimeOffset now, TimeSpan notAgainWithin, CancellationToken cancellationToken = default) =>
        await _ratings.ChangeAsync(
            person, Only, last => last is null || last.At == now || now - last.At >= notAgainWithin ? new ConversationRating(now, null) : null, cancellationToken)
            is { } asked && asked.At == now;

    /// <summary>Keeps how somebody found the conversation.</summary>
    /// <param name="stars">1 to 5.</param>
    public Task RateAsync(ChannelAddress person, int stars, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        _ratings.ChangeAsync(person, Only, asked => new ConversationRating(asked?.At ?? now, stars), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<JsonObject>> CollectAsync(Someone someone, CancellationToken cancellationToken) =>
    [
        .. await _priorities.CollectAsync(someone, ["act", "by", "topics", "own"], cancellationToken),
        .. await _comments.CollectAsync(someone, ["act", "by"], cancellationToken),
        .. (await _ratings.CollectAsync(someone, [], cancellationToken)).Where(r => r.ContainsKey("stars")),
    ];

    /// <inheritdoc/>
    public async Task DeleteAsync(Someone someone, string act, CancellationToken cancellationToken)
    {
        await _priorities.DeleteAsync(someone, cancellationToken);
        await _comments.DeleteAsync(someone, cancellationToken);
        await _ratings.DeleteAsync(someone, cancellationToken);
    }
}
