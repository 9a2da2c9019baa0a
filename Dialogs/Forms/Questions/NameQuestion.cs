using System.Globalization;
using CampaignBot.Core.Understanding.Entities;
using CampaignBot.Dialogs.Understanding;
using CampaignBot.Dialogs.Wording;

namespace CampaignBot.Dialogs.Forms.Questions;

/// <summary>Asks for a person's name: introduced ("soy Ana López"), or alone where it was asked for.</summary>
public sealed class NameQuestion<T>(string id, Func<T, string?> get, Func<T, string?, T> set) : EntityQuestion<T, string>(
    id,
    EntityKind.Name,
    (_, value) => (value is PersonName name ? name.Full : null, null),
    (_, name) => name,
    turn => turn.Say(Phrase.NotAName),
    get,
    set)
    where T : FormDetails
{
    private const int MostWords = 5;
    private const int LongestName = 80;

    // "Cancel my registration please" is no name, though it has no more words than one.
    private const int FewestOfASentence = 3;

    /// <inheritdoc/>
    public override bool IsFreeText => true;

    /// <inheritdoc/>
    protected override Reading<T>? ReadWords(FormTurn turn, T details, Said said)
    {
        var words = said.Text.Trim('.', '!', ',', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var isName = words.Length is > 0 and <= MostWords
            && FormWords.YesOrNo(said.Text) is null
            && said.Text.Length <= LongestName
            && (words.Length < FewestOfASentence || PersonName.MayBe(said.Text))
            && !said.Entities.Any(e => e.Kind == EntityKind.When)
            && (words.Length == 1 || turn.Heard.Meaning.Intent is not { } intent || !Intents.Conversations.Contains(intent, StringComparer.Ordinal))
            // "Como dono" asks something; "Will Smith", written as a name is, doesn't.
            && (words.Length == 1 || !turn.Heard.IsAsking || words.All(w => char.IsUpper(w[0])))
            && words.All(w => w.All(c => char.IsLetter(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark || c is '\'' or '’' or '-' or '.'));
        return isName ? Taken(details, string.Join(' ', words.Select(Capitalised)), isWhole: false) : null;
    }

    // Somebody who writes their name with capitals writes it as it is.
    private static string Capitalised(string word) => word.Any(char.IsUpper) ? word : char.ToUpper(word[0], CultureInfo.InvariantCulture) + word[1..];
}
