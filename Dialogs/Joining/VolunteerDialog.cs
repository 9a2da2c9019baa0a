using System.Text.RegularExpressions;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.People;
using CampaignBot.Core.Understanding;
using CampaignBot.Core.Understanding.Entities;
using CampaignBot.Core.Volunteering;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Understanding;
using CampaignBot.Dialogs.Wording;
using Microsoft.Bot.Builder;

namespace CampaignBot.Dialogs.Joining;

/// <summary>What a volunteer's sign-up gathers.</summary>
public sealed record VolunteerDetails : FormDetails
{
    public string? Name { get; init; }

    /// <summary>Ids of works, or <see cref="VolunteerDialog.AnyWork"/>.</summary>
    public IReadOnlyList<string>? Works { get; init; }

    /// <summary>"en", "es", or "other".</summary>
    public IReadOnlyList<string>? Languages { get; init; }

    /// <summary>Empty where it varies.</summary>
    public IReadOnlyList<DayOfWeek>? Days { get; init; }

    /// <summary>E.164.</summary>
    public string? Phone { get; init; }

    public string? Email { get; init; }

    /// <summary>Whether one of the two was given up, and another is asked for.</summary>
    public bool IsContactOpen { get; init; }

    /// <summary>Whether they would rather not say how to reach them.</summary>
    public bool IsPrivate { get; init; }

    public bool? MayContact { get; init; }

    public bool? IsRight { get; init; }

    /// <summary>Whether they had signed up before.</summary>
    public bool IsKnown { get; init; }
}

/// <summary>Signs somebody up as a volunteer: what they'd like to do, languages, days, how to reach them and whether one may.</summary>
public sealed partial class VolunteerDialog(CampaignProfile profile, TimeProvider clock, CampaignContent content, VolunteerBook volunteers, PersonDirectory people)
    : FormDialog<VolunteerDetails>("volunteer", profile, clock, Asked(content))
{
    /// <summary>Whatever is needed.</summary>
    internal const string AnyWork = "any";

    /// <inheritdoc/>
    public override bool IsInMenu => true;

    /// <inheritdoc/>
    public override string Title(string language) => Words.Say(JoiningPhrase.VolunteerTitle, language);

    /// <summary>A wish to help begins it, and another number or address from who has signed up; a question about helping is answered.</summary>
    public override async ValueTask<bool> AnswersAsync(ITurnContext turn, Heard heard, string? entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(heard);
        return entry is not null
            ? !heard.IsAsking && Wish().IsMatch(FoldedText.Fold(heard.Text)) && content.Find(entry, heard.Language)?.Conversation == Id
            : !heard.IsAsking && heard.Entities.Any(e => e.Kind is EntityKind.Phone or EntityKind.Email)
                && await volunteers.FindAsync(new ChannelAddress(turn.Activity.ChannelId ?? "", turn.Activity.From?.Id ?? ""), cancellationToken) is not null;
    }

    /// <summary>Who introduces themselves right after reading how to help is signing up.</summary>
    public override bool IsBegunBy(Heard heard)
    {
        ArgumentNullException.ThrowIfNull(heard);
        return heard.Subject is { } entry && content.Find(entry, heard.Language)?.Conversation == Id
            && heard.Entities.Any(e => e.Kind is EntityKind.Name or EntityKind.Phone or EntityKind.Email)
            && !heard.Text.Contains('?', StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    protected override async ValueTask<VolunteerDetails?> OpenAsync(FormTurn turn, CancellationToken cancellationToken)
    {
        if (await volunteers.FindAsync(turn.Attendee(), cancellationToken) is { } known)
        {
            var (phone, email) = (ContactQuestion.PhoneIn(turn.Heard.Entities) ?? known.Phone, ContactQuestion.EmailIn(turn.Heard.Entities) ?? known.Email);
            return new VolunteerDetails
            {
                IsKnown = true,
                Name = known.Name,
                Works = known.Works is [] ? [AnyWork] : known.Works,
                Languages = known.Languages,
                Days = known.Days,
                Phone = phone,
                Email = email,
                IsPrivate = phone is null && email is null,
                MayContact = phone == known.Phone && email == known.Email ? known.MayContact : null,
            };
        }
        var person = await people.AtAsync(turn.Channel, turn.Address, cancellationToken);
        return new VolunteerDetails { Name = PersonName.Of(person), Phone = person?.Phone, Email = person?.Email };
    }

    /// <inheritdoc/>
    protected override async Task<VolunteerDetails?> FinishAsync(FormTurn turn, VolunteerDetails details, CancellationToken cancellationToken)
    {
        var mayContact = details.MayContact is true;
        await volunteers.KeepAsync(
            new Volunteer(turn.Channel, turn.Address, details.Name!, turn.Language, turn.Context.Activity.Timestamp ?? turn.Now, turn.ActId)
            {
                Works = [.. details.Works!.Where(w => w != AnyWork)],
                Languages = details.Languages!,
                Days = details.Days!,
                Phone = details.Phone,
                Email = details.Email,
                MayContact = mayContact,
            },
            mayContact ? Consent(turn, details, content.Profile) : null,
            cancellationToken);
        await people.TellAsync(turn.Channel, turn.Address, person => With(person, details), cancellationToken);
        await turn.SendAsync(
            mayContact
                ? turn.Say(JoiningPhrase.VolunteerDone, PersonName.Given(details.Name!))
                : turn.Say(JoiningPhrase.VolunteerDoneNoContact, PersonName.Given(details.Name!), Profile.Office.Phone),
            [turn.Say(JoiningPhrase.ShiftsTitle), turn.Say(JoiningPhrase.EventsTitle)],
            cancellationToken);
        return null;
    }

    /// <summary>What was told counts now; what was known beside it stays.</summary>
    private static Person With(Person person, VolunteerDetails details)
    {
        return PersonName.With(person, details.Name!) with
        {
            Phones = details.Phone is { } phone ? [new PersonPhone(phone), .. person.Phones.Where(p => p.Number != phone)] : person.Phones,
            Emails = details.Email is { } email ? [new PersonEmail(email), .. person.Emails.Where(e => e.Address != email)] : person.Emails,
            Languages = [.. person.Languages.Union(details.Languages!.Where(l => l != "other"), StringComparer.Ordinal)],
        };
    }

    /// <summary>What they are asked to agree to, which is kept as evidence with their yes.</summary>
    private static string Consent(FormTurn turn, VolunteerDetails details, CampaignProfile profile) =>
        turn.Say(JoiningPhrase.AskConsent, profile.ShortName[turn.Language], ContactQuestion.Told(details));

    private static IReadOnlyList<Question<VolunteerDetails>> Asked(CampaignContent content) =>
    [
        Ask.Name<VolunteerDetails>("name", (turn, d) => turn.Say(d is { Asides: 0, Misses: 0, Works: null } ? JoiningPhrase.AskVolunteerName : JoiningPhrase.AskName), d => d.Name, (d, v) => d with { Name = v })
            .Called(turn => turn.Say(JoiningPhrase.LabelName)),
        Ask.Several<VolunteerDetails>("works", (turn, _) => turn.Say(JoiningPhrase.AskWorks), (turn, _, _) => new(Works(turn, content)), d => d.Works, (d, v) => d with { Works = v?.Contains(AnyWork, StringComparer.Ordinal) is true ? [AnyWork] : v })
            .Called(turn => turn.Say(JoiningPhrase.LabelWorks)),
        new SpokenQuestion("languages") { Words = (turn, _) => turn.Say(JoiningPhrase.AskLanguages), AlsoCalled = ["language", "languages", "idioma", "idiomas"] }
            .Called(turn => turn.Say(JoiningPhrase.LabelLanguages)),
        new DaysQuestion("days") { Words = (turn, _) => turn.Say(JoiningPhrase.AskDays), AlsoCalled = ["days", "day", "dias", "dia"] }
            .Called(turn => turn.Say(JoiningPhrase.LabelDays)),
        new ContactQuestion("contact")
        {
            Words = (turn, _) => turn.Say(JoiningPhrase.AskContact),
            AlsoCalled = ContactQuestion.Names,
        }.Optional().Called(turn => turn.Say(JoiningPhrase.LabelContact)),
        Ask.YesNo<VolunteerDetails>("consent", (turn, details) => Consent(turn, details, content.Profile), d => d.MayContact, (d, v) => d with { MayContact = v })
            .OnlyIf(d => d.Phone is not null || d.Email is not null).Called(turn => turn.Say(JoiningPhrase.LabelConsent)),
        Ask.Confirm<VolunteerDetails>(
            "right",
            (turn, details) => turn.Say(details.IsKnown ? JoiningPhrase.ConfirmVolunteerAgain : JoiningPhrase.ConfirmVolunteer),
            d => d.IsRight,
            (d, v) => d with { IsRight = v }),
    ];

    [GeneratedRegex(@"^(?!no\b)(.* )?([vb]olunt\w*|(want|like|love|happy|here) to help|help out|sign me up|quiero ayudar|apunt\w+)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Wish();

    private static IReadOnlyList<Option> Works(FormTurn turn, CampaignContent content) =>
    [
        .. content.Works.Select(w => new Option(w.Id, w.Title[turn.Language], w.Words.GetValueOrDefault(turn.Language) ?? [])),
        new Option(AnyWork, turn.Say(JoiningPhrase.AnyWork), "anything", "whatever", "whatever you need", "wherever you need me", "where needed", "lo que sea", "lo que necesiten", "lo que haga falta", "cualquier cosa"),
    ];
}
