using System.Collections.Frozen;
using CampaignBot.Core.Understanding;

namespace CampaignBot.Core.Knowledge;

/// <summary>
/// Words that make another question of one that is alike in all the rest: whether one may vote is not whether one may vote twice. An official
/// entry that says nothing of such a word is no answer to a question that has it, however like the rest is, as a wrong answer may cost a vote,
/// or more. English and Spanish together.
/// </summary>
internal sealed class TurningWords
{
    /// <param name="Words">One of these in a question turns it.</param>
    /// <param name="Met">One of these, or of those, in the entry says that it speaks of that.</param>
    private sealed record Turn(string[] Words, string[] Met);

    private static readonly Turn[] All =
    [
        Of("twice; two times; 2 times; second time; vote again; dos veces; 2 veces; otra vez; de nuevo; segunda vez"),
        Of("two addresses; 2 addresses; two houses; two homes; two states; both states; both places; both addresses; dos casas; 2 casas; dos direcciones; 2 direcciones; dos estados; dos domicilios; ambos estados"),
        Of(
            "undocumented; illegal; illegally; no papers; without papers; refugee; refugees; asylum; visa; daca; green card; not a citizen; non citizen; noncitizen; noncitizens; sin papeles; no tengo papeles; indocumentado; indocumentada; indocumentados; ilegal; ilegales; refugiado; refugiada; asilo; mica; residente permanente; no soy ciudadano; no soy ciudadana",
            "citizen; citizens; citizenship; ciudadano; ciudadanos; ciudadana; ciudadania"),
        Of(
            "became a citizen; become a citizen; becoming a citizen; new citizen; naturalized; naturalised; hacer ciudadano; hacer ciudadana; hice ciudadano; hice ciudadana; nuevo ciudadano; nueva ciudadana; naturalice; naturalizado; naturalizada",
            "citizen; citizens; citizenship; ciudadano; ciudadanos; ciudadana; ciudadania"),
        Of("im 12; im 13; im 14; im 15; i am 12; i am 13; i am 14; i am 15; tengo 12; tengo 13; tengo 14; tengo 15", "16; 17"),
        Of("by email; by e mail; by text; text message; by fax; by phone; over the phone; por correo electronico; por mensaje; por mensaje de texto; por fax; por telefono; por celular"),
        Of("dead; died; deceased; passed away; murio; muerto; muerta; fallecio; fallecido; fallecida; difunto; difunta"),
        Of("gun; guns; firearm; firearms; weapon; weapons; pistol; rifle; arma; armas; pistola; rifle; dog; dogs; pet; pets; perro; perra; perros; mascota; mascotas"),
        Of("vote for my; sign for my; vote for him; vote for her; sign for him; sign for her; votar por mi; firmar por mi; votar por el; votar por ella; vote for someone else; votar por otra persona"),
    ];

    private readonly FrozenDictionary<string, bool[]> _met;

    /// <param name="entries">Those that are held against these words; others turn by none.</param>
    public TurningWords(IEnumerable<KnowledgeEntry> entries) =>
        _met = entries.ToFrozenDictionary(
            e => Key(e),
            e =>
            {
                var text = Padded(string.Join(' ', [e.Title, .. e.Questions, e.Body]));
                return Array.ConvertAll(All, turn => turn.Met.Any(m => text.Contains(m, StringComparison.Ordinal)));
            },
            StringComparer.Ordinal);

    /// <summary>Whether a question has a word that makes it another one than an entry answers.</summary>
    public bool Away(string question, KnowledgeEntry entry)
    {
        if (!_met.TryGetValue(Key(entry), out var met))
            return false;
        var text = Padded(question);
        for (var i = 0; i < All.Length; i++)
        {
            if (!met[i] && Array.Exists(All[i].Words, w => text.Contains(w, StringComparison.Ordinal)))
                return true;
        }
        return false;
    }

    private static string Key(KnowledgeEntry entry) => $"{entry.Language}/{entry.Id}";

    private static string Padded(string text) => $" {FoldedText.Fold(text)} ";

    private static Turn Of(string words, string met = "")
    {
        var turning = Read(words);
        return new Turn(turning, [.. turning, .. Read(met)]);

        static string[] Read(string list) => Array.ConvertAll(list.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), Padded);
    }
}
