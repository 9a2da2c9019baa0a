using CampaignBot.Core.Understanding;
using CampaignBot.Core.Understanding.Entities;
using CampaignBot.Dialogs.Forms;

namespace CampaignBot.Dialogs.Joining;

/// <summary>Asks for a phone number, an e-mail address or both.</summary>
internal sealed class ContactQuestion(string id) : Question<VolunteerDetails>(id)
{
    private static readonly string[] Refusals = ["i dont want to", "i do not want to", "id rather not", "i would rather not", "im not giving", "i wont give", "no quiero", "prefiero no", "no le doy", "no doy"];

    private static readonly string[] PhoneNames = ["phone number", "phone", "number", "cell", "telefono", "numero", "celular"];
    private static readonly string[] EmailNames = ["email", "e mail", "correo", "correo electronico"];

    /// <summary>What people call the whole of it or one of the two, folded.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. PhoneNames, .. EmailNames, "contact", "contacto"];

    public override bool IsAnswered(VolunteerDetails details) => !details.IsContactOpen && (details.IsPrivate || details.Phone is not null || details.Email is not null);

    public override bool IsNamedIn(Said said) => said.Entities.Any(e => e.Kind is EntityKind.Phone or EntityKind.Email);

    // Whoever gives another number is asked anew whether it may be used.
    public override VolunteerDetails Cleared(VolunteerDetails details) => details with { Phone = null, Email = null, IsPrivate = false, MayContact = null };

    public override VolunteerDetails ClearedOf(VolunteerDetails details, string name) =>
        details.Email is not null && PhoneNames.Contains(name, StringComparer.Ordinal) ? details with { Phone = null, IsContactOpen = true, MayContact = null }
        : details.Phone is not null && EmailNames.Contains(name, StringComparer.Ordinal) ? details with { Email = null, IsContactOpen = true, MayContact = null }
        : Cleared(details);

    public override ValueTask<string?> ShownAsync(FormTurn turn, VolunteerDetails details, CancellationToken cancellationToken) =>
        new(details.IsPrivate ? turn.Say(JoiningPhrase.NoContact) : Told(details) is { Length: > 0 } told ? told : null);

    public override ValueTask<Reading<VolunteerDetails>> ReadAsync(
        FormTurn turn, VolunteerDetails details, Said said, bool isAsked, CancellationToken cancellationToken)
    {
        var (phone, email) = (PhoneIn(said.Entities), EmailIn(said.Entities));
        if (phone is null && email is null && isAsked && Refuses(said.Text))
            return new(new Reading<VolunteerDetails>.Taken(details with { IsContactOpen = false, IsPrivate = details is { Phone: null, Email: null }, MayContact = null }, IsWhole: true));
        if (phone is null && email is null)
            return new(isAsked ? new Reading<VolunteerDetails>.Wrong(turn.Say(JoiningPhrase.NotAContact)) : new Reading<VolunteerDetails>.Nothing());
        return new(new Reading<VolunteerDetails>.Taken(details with { Phone = phone ?? details.Phone, Email = email ?? details.Email, IsContactOpen = false, IsPrivate = false, MayContact = null }, IsWhole: !said.Text.Contains('?', StringComparison.Ordinal)));
    }

    /// <summary>The first number that is one, E.164; null where there is none.</summary>
    public static string? PhoneIn(IReadOnlyList<Entity> entities) => entities.Select(e => e.Value).OfType<PhoneNumber>().FirstOrDefault(p => p.E164 is not null)?.E164;

    /// <summary>The first e-mail address; null where there is none.</summary>
    public static string? EmailIn(IReadOnlyList<Entity> entities) => entities.Select(e => e.Value).OfType<EmailAddress>().FirstOrDefault()?.Address;

    /// <summary>"Skip", "no thanks", "i don't want to give my number".</summary>
    private static bool Refuses(string text) =>
        FormWords.WishOf(text) == FormWish.Skip || FormWords.YesOrNo(text) is false
        || FoldedText.Fold(text) is var folded && Array.Exists(Refusals, r => folded.StartsWith(r, StringComparison.Ordinal));

    /// <summary>"(503) 555-0142, ana@example.org".</summary>
    public static string Told(VolunteerDetails details) =>
        string.Join(", ", new[] { details.Phone is { } phone ? Ask.PhoneShown(phone) : null, details.Email }.OfType<string>());
}
