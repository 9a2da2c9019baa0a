using System.Runtime.InteropServices;

namespace CampaignBot.Core.Knowledge;

/// <summary>The documents of one language, found by section.</summary>
internal sealed class DocumentShelf
{
    private const int Candidates = 5;
    private readonly (KnowledgeDocument Document, DocumentSection Section)[] _sections;
    private readonly PassageFinder _finder;
    private PassageVectors? _vectors;

    /// <param name="documents">All in one language.</param>
    public DocumentShelf(IReadOnlyList<KnowledgeDocument> documents)
    {
        _sections = [.. documents.SelectMany(d => d.Sections, (d, s) => (d, s))];
        _finder = new PassageFinder(
            [.. _sections.Select(s => new Passage(s.Document.Title, s.Section.Headings, [.. s.Section.Sentences.Select(x => x.Text)]))],
            documents[0].Language);
    }

    /// <summary>Each section with the headings above it, in the order of the vectors they are given.</summary>
    public IReadOnlyList<string> Texts => [.. _sections.Select(s => string.Join('\n', [s.Document.Title, .. s.Section.Headings, s.Section.Text]))];

    /// <exception cref="ArgumentException">There is not a vector for each text.</exception>
    public void Use(PassageVectors vectors)
    {
        if (vectors.Count != _sections.Length)
            throw new ArgumentException($"There are {vectors.Count} vectors for {_sections.Length} sections.", nameof(vectors));
        Volatile.Write(ref _vectors, vectors);
    }

    /// <param name="meaning">The question's vector; empty where there is none.</param>
    public IEnumerable<Quote> Find(string question, ReadOnlyMemory<float> meaning)
    {
        var vectors = meaning.IsEmpty ? null : Volatile.Read(ref _vectors);
        foreach (var found in _finder.Find(question, Candidates, meaning.Span, vectors))
            yield return new Quote(_sections[found.Passage].Document, _sections[found.Passage].Section, found.Sentence, found.Confidence);
    }

    /// <param name="Sentence">The sentence that answers, from 0.</param>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Quote(KnowledgeDocument Document, DocumentSection Section, int Sentence, float Confidence);
}
