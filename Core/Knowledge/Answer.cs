namespace CampaignBot.Core.Knowledge;

/// <summary>What there is to say to a question.</summary>
public abstract record Answer
{
    private Answer()
    {
    }

    /// <summary>One entry answers.</summary>
    /// <param name="Confidence">0 to 1.</param>
    public sealed record Found(KnowledgeEntry Entry, float Confidence) : Answer;

    /// <summary>Sentences of a document answer.</summary>
    /// <param name="Section">Where in the document they stand.</param>
    /// <param name="Text">Those sentences as they stand there, in light Markdown; … where some between are left out.</param>
    /// <param name="Confidence">0 to 1.</param>
    public sealed record Quoted(KnowledgeDocument Document, DocumentSection Section, string Text, float Confidence) : Answer
    {
        /// <summary>The page they stand on, at the section's anchor where it is known; null for the campaign's own word.</summary>
        public Uri? Link => Document.Provenance.Source is not { Link: var page } ? null
            : Section.Anchor is { } anchor ? new Uri(page, $"#{anchor}") : page;
    }

    /// <summary>Two or three entries fit nearly equally, or one might: ask. The likeliest first.</summary>
    public sealed record WhichOne(IReadOnlyList<KnowledgeEntry> Entries) : Answer;

    /// <summary>It is about another place, whose rules we don't know.</summary>
    /// <param name="Place">That place, as it is written.</param>
    public sealed record Elsewhere(string Place) : Answer;

    /// <summary>The entry that answered holds no longer; only the election office knows now.</summary>
    public sealed record Expired(KnowledgeEntry Entry) : Answer;

    /// <summary>Nothing fits.</summary>
    /// <param name="IsAboutVoting">Whether it asks how to vote, so that the election office is the one to ask.</param>
    public sealed record Unknown(bool IsAboutVoting) : Answer;
}
