using CampaignBot.Core.Understanding;
using CampaignBot.Core.Understanding.Entities;
using CampaignBot.Dialogs.Forms;

namespace CampaignBot.Dialogs.Joining;

/// <summary>Asks for a phone number, an e-mail address or both.</summary>
internal sealed class ContactQuestion(string id) : Question<VolunteerDetails>(id)
{
    private static readonly string[] Refusals = ["i dont want to", "i do not want to", "id rather not", "i would rather not", "im not giving", "i wont give", "no quiero", "prefiero no", "no le doy", "no doy"];

    public override bool IsAnswered(VolunteerDetails details) => details.IsPrivate || details.Phone is not null || details.Email is not null;

    // Whoever gives another number is asked anew whether it may be used.
    public override VolunteerDetails Cleared(VolunteerDetails details) => details with { Phone = null, Email = null, IsPrivate = false, MayContact = null };

    public override ValueTask<string?> ShownAsync(FormTurn turn, VolunteerDetails details, CancellationToken cancellationToken) =>
        new(details.IsPrivate ? turn.Say(JoiningPhrase.NoContact) : IsAnswered(details) ? Told(details) : null);

    public override ValueTask<Reading<VolunteerDetails>> ReadAsync(
        FormTurn turn, VolunteerDetails details, Said said, bool isAsked, CancellationToken cancellationToken)
    {
        var phone = said.Entities.Select(e => e.Value).OfType<PhoneNumber>().FirstOrDefault(p => p.E164 is not null)?.E164;
        var email = said.Entities.Select(e => e.Value).OfType<EmailAddress>().FirstOrDefault()?.Address;
        if (phone is null && email is null && isAsked && Refuses(said.Text))
            return new(new Reading<VolunteerDetails>.Taken(details with { IsPrivate = true, MayContact = null }, IsWhole: true));
        if (phone is null && email is null)
            return new(isAsked ? new Reading<VolunteerDetails>.Wrong(turn.Say(JoiningPhrase.NotAContact)) : new Reading<VolunteerDetails>.Nothing());
        return new(new Reading<VolunteerDetails>.Taken(details with { Phone = phone ?? details.Phone, Email = email ?? details.Email, IsPrivate = false, MayContact = null }, IsWhole: !said.Text.Contains('?', StringComparison.Ordinal)));
    }

    /// <summary>"Skip", "no thanks", "i don't want to give my number".</summary>
    private static bool Refuses(string text) =>
        FormWords.WishOf(text) == FormWish.Skip || FormWords.YesOrNo(text) is false
        || FoldedText.Fold(text) is var folded && Array.Exists(Refusals, r => folded.StartsWith(r, StringComparison.Ordinal));

    /// <summary>"(503) 555-0142, ana@example.org".</summary>
    public static string Told(VolunteerDetails details) =>
        string.Join(", ", new[] { details.Phone is { } phone ? Ask.PhoneShown(phone) : null, details.Email }.OfType<string>());
}
