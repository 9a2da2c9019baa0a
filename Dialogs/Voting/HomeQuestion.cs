using CampaignBot.Core.Understanding;
using CampaignBot.Core.Understanding.Entities;
using CampaignBot.Core.Voting;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Forms.Questions;
using CampaignBot.Dialogs.Wording;

namespace CampaignBot.Dialogs.Voting;

/// <summary>
/// Asks for the address as far as it is needed: all of it, the house number, which of several streets or towns, the unit. An
/// answer may be that part alone, or the whole address anew.
/// </summary>
internal sealed class HomeQuestion(VotingGuide guide) : Question<WhereToVoteDetails>("home")
{
    private const int LongestPart = 40;

    /// <inheritdoc/>
    public override EntityKind? Kind => EntityKind.Address;

    /// <inheritdoc/>
    public override bool IsAnswered(WhereToVoteDetails details) => details.IsSettled || details is { IsOutsideOffered: true, AskOutside: null };

    /// <inheritdoc/>
    public override WhereToVoteDetails Cleared(WhereToVoteDetails details) => details with { Home = null, Missing = null, IsSuggestion = false, IsBox = false, IsUnknown = false, IsSettled = false, Keep = null };

    // The answer itself tells the address back.
    /// <inheritdoc/>
    public override ValueTask<string?> ShownAsync(FormTurn turn, WhereToVoteDetails details, CancellationToken cancellationToken) => new((string?)null);

    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<Option>> OptionsAsync(FormTurn turn, WhereToVoteDetails details, CancellationToken cancellationToken) =>
        [.. (await ChoicesAsync(details, cancellationToken)).Select(o => new Option(o.Label, o.Label))];

    /// <inheritdoc/>
    public override async ValueTask<Reading<WhereToVoteDetails>> ReadAsync(
        FormTurn turn, WhereToVoteDetails details, Said said, bool isAsked, CancellationToken cancellationToken)
    {
        var values = said.Entities.Select(e => e.Value).ToList();
        var named = values.Find(v => v is PostalAddress { Box: null }) ?? values.Find(v => v is PostalAddress) ?? values.Find(v => v is ZipCode);
        var choices = isAsked && named is null ? await ChoicesAsync(details, cancellationToken) : [];
        if (choices.Count > 0)
        {
            var (found, isWhole) = OptionReader.Read(said.Text, turn.Language, [.. choices.Select(o => new Option(o.Label, o.Label))], isAsked: true);
            if (choices.Count == 1 && FormWords.YesOrNo(said.Text) is { } yes)
                return yes ? Taken(details, choices[0].Address) : new Reading<WhereToVoteDetails>.Taken(Cleared(details), IsWhole: true);
            if (!isWhole && ToldApart(said.Text, choices) is { } told)
                return Taken(details, told.Address);
            if (found is [var chosen])
                return Taken(details, choices.First(c => c.Label == chosen.Value).Address, isWhole);
        }
        return named switch
        {
            PostalAddress { Box: not null } => new Reading<WhereToVoteDetails>.Taken(Cleared(details) with { IsBox = true }, IsWhole: true),
            PostalAddress address => Taken(details, await InZipAsync(details.Home, With(details.Home, address), cancellationToken)),
            ZipCode zip => Taken(details, (details.Home ?? new PostalAddress()) with { Zip = zip.Zip }),
            _ when isAsked => await PartAsync(turn, details, said, cancellationToken) is { } home
                ? Taken(details, home)
                : new Reading<WhereToVoteDetails>.Wrong(choices.Count > 0 ? turn.Say(Phrase.PickOne) : turn.Say(Phrase.NotAnAddress)),
            _ => new Reading<WhereToVoteDetails>.Nothing(),
        };
    }

    /// <summary>A part that was asked for, said alone: "12", "apt 3", "Cedar Grove".</summary>
    private async ValueTask<PostalAddress?> PartAsync(FormTurn turn, WhereToVoteDetails details, Said said, CancellationToken cancellationToken)
    {
        var text = said.Text.Trim(' ', '.', '!');
        if (text.Length is 0 or > LongestPart || FormWords.YesOrNo(text) is not null || text.Contains('?', StringComparison.Ordinal))
            return null;
        var home = details.Home ?? new PostalAddress();
        // "N Oak St" is no address without its number, which is known.
        if (home.House is { } house && EntityReader.Read($"{house} {text}", turn.Language, turn.Now, turn.Zone) is [{ Value: PostalAddress { Street: not null } numbered }])
            return With(home, numbered);
        // "17 oak" and "oak 17 alder falls" are taken for a street where there is one.
        if (Numbered(text) is { } bare && await IsStreetAsync(With(details.Home, bare with { House = null }), cancellationToken))
            return With(details.Home, bare);
        switch (details.Missing)
        {
            case MissingPart.HouseNumber when text.Split(' ') is { Length: <= 3 } words && Array.Find(words, w => char.IsAsciiDigit(w.TrimStart('#').FirstOrDefault())) is { } number:
                return home with { House = number.TrimStart('#') };
            case MissingPart.Unit when text.Any(char.IsAsciiLetterOrDigit) && text.Length <= 12 && !turn.Heard.IsAside:
                return home with { Unit = text };
            default:
                if (turn.Heard.IsAsking || text.Any(char.IsDigit) || !text.All(c => char.IsLetter(c) || c is ' ' or '.' or ',' or '\'' or '-'))
                    return null;
                var town = home with { City = text };
                // A street that is asked about in some town is found in others, too: what was said must be one of theirs.
                if (await guide.FindAsync(town, cancellationToken) is var there && (there is VotingLookup.Found
                    || (there is VotingLookup.Ambiguous { Options: var options } && (home.Street is null || options.Any(o => FoldedText.Fold(o.Address.City ?? "") == FoldedText.Fold(text))))))
                    return town;
                // "Mill Street, Alder Falls" lacks only its number.
                var street = text.Split(',', 2, StringSplitOptions.TrimEntries) is [var name, var of] ? new PostalAddress(Street: name, City: of) : new PostalAddress(Street: text, City: home.City);
                return await IsStreetAsync(street, cancellationToken) ? With(details.Home, street) : null;
        }
    }

    /// <summary>Whether the feed has such a street: then it is only the number that is missing.</summary>
    private async Task<bool> IsStreetAsync(PostalAddress street, CancellationToken cancellationToken) =>
        await guide.FindAsync(street, cancellationToken) is VotingLookup.Ambiguous { Ask: MissingPart.HouseNumber };

    private async Task<IReadOnlyList<AddressOption>> ChoicesAsync(WhereToVoteDetails details, CancellationToken cancellationToken) =>
        details is { IsSettled: false, Missing: not null, Home: { } home } && await guide.FindAsync(home, cancellationToken) is VotingLookup.Ambiguous { Options: var options } ? options : [];

    /// <summary>In the ZIP code that was said before, where nothing else tells the town and the street is there.</summary>
    private async Task<PostalAddress> InZipAsync(PostalAddress? before, PostalAddress now, CancellationToken cancellationToken) =>
        before is { Zip: { } zip } && now is { Zip: null, City: null } && now with { Zip = zip } is var there && await guide.FindAsync(there, cancellationToken) is VotingLookup.Found or VotingLookup.Ambiguous { IsSuggestion: false }
            ? there
            : now;

    /// <summary>A street's name without suffix and its number, before or after it, with the town that may follow: "17 oak", "oak 17 alder falls".</summary>
    private static PostalAddress? Numbered(string text)
    {
        var words = text.Replace(",", " ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var at = Array.FindIndex(words, w => char.IsAsciiDigit(w[0]));
        if (at < 0 || words.Length < 2 || words.Where((_, i) => i != at).Any(w => w.Any(char.IsDigit)))
            return null;
        if (at == 0)
            return new PostalAddress(House: words[0], Street: string.Join(' ', words[1..]));
        var (street, town) = (string.Join(' ', words[..at]), string.Join(' ', words[(at + 1)..]));
        return new PostalAddress(House: words[at], Street: street, City: town.Length > 0 ? town : null);
    }

    /// <summary>
    /// The choice that alone has the direction or suffix that is said: of N and S Oak St "south", "la del norte". "No" and "so", which
    /// are short for norte and sur, say something else as a rule.
    /// </summary>
    private static AddressOption? ToldApart(string text, IReadOnlyList<AddressOption> choices)
    {
        var said = FoldedText.Fold(text).Split(' ').Where(w => w is not ("no" or "so")).Select(Mark).OfType<string>().ToHashSet(StringComparer.Ordinal);
        if (text.Length > LongestPart || said.Count == 0)
            return null;
        var marks = choices.Select(c => FoldedText.Fold(c.Label.Split(',')[0]).Split(' ').Select(Mark).OfType<string>().ToHashSet(StringComparer.Ordinal)).ToList();
        said.RemoveWhere(m => marks.TrueForAll(of => of.Contains(m)));
        var fits = choices.Where((_, i) => marks[i].IsSupersetOf(said)).ToList();
        return said.Count > 0 && fits is [var only] ? only : null;

        static string? Mark(string word) => StreetWords.Direction(word) ?? StreetWords.Suffix(word) ?? (word == "avenida" ? "Ave" : null);
    }

    /// <summary>A new address beside what was said before: the town stays where none is named, the ZIP where it came alone.</summary>
    private static PostalAddress With(PostalAddress? before, PostalAddress now) => before is null ? now : now with
    {
        City = now.City ?? (now.Zip is null ? before.City : null),
        Zip = now.Zip ?? (before.Street is null && now.City is null ? before.Zip : null),
        State = now.State ?? before.State,
    };

    // Somebody who names an address here wants it looked up, whatever else the message says.
    private static Reading<WhereToVoteDetails>.Taken Taken(WhereToVoteDetails details, PostalAddress home, bool isWhole = true) => new(
        details with { Home = home, Missing = null, IsSuggestion = false, IsBox = false, IsUnknown = false, IsSettled = false, Keep = null }, isWhole);
}
