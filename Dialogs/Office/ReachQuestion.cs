using CampaignBot.Core.Understanding.Entities;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Forms.Questions;
using Microsoft.Bot.Connector;

namespace CampaignBot.Dialogs.Office;

/// <summary>Asks where somebody is to be reached: a phone number, kept in E.164 form, or an e-mail address.</summary>
/// <param name="isOwn">Whether the person's own is asked for, so that a text message's number may be it.</param>
internal sealed class ReachQuestion<T>(string id, bool isOwn, Func<T, string?> get, Func<T, string?, T> set) : ValueQuestion<T, string>(id, get, set)
    where T : FormDetails
{
    /// <inheritdoc/>
    public override bool IsNamedIn(Said said) => In(said.Entities) is not null;

    /// <inheritdoc/>
    public override ValueTask<IReadOnlyList<Option>> OptionsAsync(FormTurn turn, T details, CancellationToken cancellationToken) =>
        new(isOwn && turn.Channel == Channels.Sms && turn.Address.StartsWith('+') ? [new Option(turn.Address, turn.Say(PersonPhrase.ThisNumber), "yes", "si", "here", "aqui", "this one", "este")] : []);

    /// <inheritdoc/>
    public override async ValueTask<Reading<T>> ReadAsync(FormTurn turn, T details, Said said, bool isAsked, CancellationToken cancellationToken)
    {
        if (In(said.Entities) is { } contact)
            return Taken(details, contact, isWhole: !said.Text.Contains('?', StringComparison.Ordinal));
        if (!isAsked)
            return new Reading<T>.Nothing();
        return OptionReader.Read(said.Text, turn.Language, await OptionsAsync(turn, details, cancellationToken), isAsked).Options is [var own]
            ? Taken(details, own.Value, isWhole: true)
            : new Reading<T>.Wrong(turn.Say(PersonPhrase.NotAContact));
    }

    /// <summary>The first phone number or e-mail address that is one; null where there is none.</summary>
    public static string? In(IReadOnlyList<Entity> entities) => entities
        .Select(e => e.Value switch { PhoneNumber phone => phone.E164, EmailAddress email => email.Address, _ => null })
        .OfType<string>()
        .FirstOrDefault();

    /// <inheritdoc/>
    protected override string Shown(FormTurn turn, T details, string value) => ContactText.Of(value);
}

/// <summary>How a contact is written.</summary>
internal static class ContactText
{
    /// <summary>"(503) 555-0142", "ana@example.org".</summary>
    public static string Of(string contact) => IsEmail(contact) ? contact : Ask.PhoneShown(contact);

    public static bool IsEmail(string contact) => contact.Contains('@', StringComparison.Ordinal);
}
