using System.Globalization;
using CampaignBot.Core.Understanding.Entities;
using CampaignBot.Dialogs.Forms.Questions;
using CampaignBot.Dialogs.Wording;

namespace CampaignBot.Dialogs.Forms;

/// <summary>The questions that forms are made of. What each asks is given as an initializer's <see cref="Question{T}.Words"/>.</summary>
public static class Ask
{
    /// <summary>A North American number; kept in E.164 form.</summary>
    public static EntityQuestion<T, string> Phone<T>(string id, Func<FormTurn, T, string> words, Func<T, string?> get, Func<T, string?, T> set)
        where T : FormDetails => new(
            id,
            EntityKind.Phone,
            (turn, value) => value is PhoneNumber phone ? (phone.E164, turn.Say(Phrase.NotAPhone)) : (null, null),
            (_, phone) => PhoneShown(phone),
            turn => turn.Say(Phrase.NotAPhone),
            get,
            set) { Words = words, AlsoCalled = ["phone", "phone number", "number", "cell", "telefono", "numero", "celular"] };

    /// <summary>An e-mail address.</summary>
    public static EntityQuestion<T, string> Email<T>(string id, Func<FormTurn, T, string> words, Func<T, string?> get, Func<T, string?, T> set)
        where T : FormDetails => new(
            id, EntityKind.Email, (_, value) => ((value as EmailAddress)?.Address, null), (_, email) => email, turn => turn.Say(Phrase.NotAnEmail), get, set)
        {
            Words = words, AlsoCalled = ["email", "e mail", "mail", "correo", "correo electronico"],
        };

    /// <summary>A ZIP code, alone or in an address; five digits.</summary>
    public static EntityQuestion<T, string> Zip<T>(string id, Func<FormTurn, T, string> words, Func<T, string?> get, Func<T, string?, T> set)
        where T : FormDetails => new(
            id,
            EntityKind.Zip,
            (_, value) => (value switch { ZipCode zip => zip.Zip, PostalAddress { Zip: { Length: >= 5 } zip } => zip[..5], _ => null }, null),
            (_, zip) => zip,
            turn => turn.Say(Phrase.NotAZip),
            get,
            set) { Words = words, AlsoCalled = ["zip", "zip code", "postal code", "codigo postal", "codigo"] };

    /// <summary>A postal address.</summary>
    public static EntityQuestion<T, PostalAddress> Address<T>(string id, Func<FormTurn, T, string> words, Func<T, PostalAddress?> get, Func<T, PostalAddress?, T> set)
        where T : FormDetails => new(
            id,
            EntityKind.Address,
            (_, value) => (value as PostalAddress, null),
            (_, address) => string.Join(", ", new[] { address.StreetLine, address.Unit, address.City, address.Zip }.Where(p => !string.IsNullOrEmpty(p))),
            turn => turn.Say(Phrase.NotAnAddress),
            get,
            set) { Words = words, AlsoCalled = ["address", "street", "direccion", "domicilio", "calle"] };

    /// <summary>A day or time.</summary>
    public static EntityQuestion<T, When> When<T>(string id, Func<FormTurn, T, string> words, Func<T, When?> get, Func<T, When?, T> set)
        where T : FormDetails => new(
            id, EntityKind.When, (_, value) => (value as When, null), Shown, turn => turn.Say(Phrase.NotADay), get, set)
        {
            Words = words, AlsoCalled = ["day", "date", "time", "dia", "fecha", "hora"],
        };

    /// <summary>A whole number within bounds; kept as digits.</summary>
    public static EntityQuestion<T, string> Number<T>(string id, int least, int most, Func<FormTurn, T, string> words, Func<T, string?> get, Func<T, string?, T> set)
        where T : FormDetails => new(
            id,
            EntityKind.Number,
            (turn, value) => value is not Number { IsOrdinal: false, Value: var number } ? (null, null)
                : decimal.IsInteger(number) && number >= least && number <= most ? (number.ToString("0", CultureInfo.InvariantCulture), null)
                : (null, turn.Say(Phrase.NotANumber, least, most)),
            (_, number) => number,
            turn => turn.Say(Phrase.NotANumber, least, most),
            get,
            set) { Words = words };

    /// <summary>A person's name.</summary>
    public static NameQuestion<T> Name<T>(string id, Func<FormTurn, T, string> words, Func<T, string?> get, Func<T, string?, T> set)
        where T : FormDetails => new(id, get, set) { Words = words, AlsoCalled = ["name", "nombre"] };

    /// <summary>The person's own words.</summary>
    /// <param name="longest">In UTF-16 units.</param>
    public static TextQuestion<T> Text<T>(string id, int longest, Func<FormTurn, T, string> words, Func<T, string?> get, Func<T, string?, T> set)
        where T : FormDetails => new(id, longest, get, set) { Words = words };

    /// <summary>One of several.</summary>
    public static ChoiceQuestion<T> Choice<T>(string id, Func<FormTurn, T, string> words, OptionsOf<T> options, Func<T, string?> get, Func<T, string?, T> set)
        where T : FormDetails => new(id, options, get, set) { Words = words };

    /// <summary>Any of several.</summary>
    public static SeveralQuestion<T> Several<T>(
        string id, Func<FormTurn, T, string> words, OptionsOf<T> options, Func<T, IReadOnlyList<string>?> get, Func<T, IReadOnlyList<string>?, T> set)
        where T : FormDetails => new(id, options, get, set) { Words = words };

    /// <summary>Yes or no.</summary>
    public static YesNoQuestion<T> YesNo<T>(string id, Func<FormTurn, T, string> words, Func<T, bool?> get, Func<T, bool?, T> set)
        where T : FormDetails => new(id, get, set) { Words = words };

    /// <summary>Whether all is right: its words, then what was gathered. A no asks what to change.</summary>
    public static YesNoQuestion<T> Confirm<T>(string id, Func<FormTurn, T, string> words, Func<T, bool?> get, Func<T, bool?, T> set)
        where T : FormDetails => new(id, get, set) { Words = words, IsConfirmation = true };

    /// <summary>A number in E.164 form as people write it here.</summary>
    internal static string PhoneShown(string phone) =>
        phone.Length == 12 && phone.StartsWith("+1", StringComparison.Ordinal) ? $"({phone[2..5]}) {phone[5..8]}-{phone[8..]}" : phone;

    private static string Shown(FormTurn turn, When when)
    {
        var from = TimeZoneInfo.ConvertTime(when.From, turn.Zone);
        var (day, time) = (Words.Day(DateOnly.FromDateTime(from.DateTime), turn.Today, turn.Language), Words.Time(TimeOnly.FromDateTime(from.DateTime), turn.Language));
        return (when.HasDate, when.HasTime) switch { (true, true) => $"{day}, {time}", (false, true) => time, _ => day };
    }
}
