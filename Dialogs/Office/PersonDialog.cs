using System.Text.RegularExpressions;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Cases;
using CampaignBot.Core.People;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Forms.Questions;
using CampaignBot.Dialogs.Joining;
using CampaignBot.Dialogs.Understanding;
using CampaignBot.Dialogs.Wording;
using Microsoft.Bot.Builder.Dialogs;

namespace CampaignBot.Dialogs.Office;

/// <summary>
/// Somebody wants a person: says at once how to reach one and whether the office is open, then asks what it is about and where to
/// reach them, and opens a case. Who may be kept from voting is told the election's own office first.
/// </summary>
public sealed partial class PersonDialog(CampaignProfile profile, TimeProvider clock, CaseBook cases, PersonDirectory people, IEnumerable<FilesSent> files)
    : FormDialog<PersonDetails>(Intents.Person, profile, clock, Asked())
{
    private const int LongestAbout = 1_000;
    private static readonly TimeSpan FilesBefore = TimeSpan.FromDays(1);
    private const int MostWordsWithContact = 3;
    private const int MostWordsOfAWish = 6;

    /// <inheritdoc/>
    public override bool IsInMenu => true;

    /// <inheritdoc/>
    public override string Title(string language) => Words.Say(PersonPhrase.Title, language);

    /// <summary>Who only asks for a person again hasn't said what it is about.</summary>
    protected override Task<DialogTurnResult> OnContinueDialogAsync(DialogContext innerDc, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(innerDc);
        return innerDc.Context.TurnState.Get<Heard>() is { Meaning.Intent: Intents.Person, Text: var text } && text.Count(c => c == ' ') <= MostWordsOfAWish && !Subject().IsMatch(text)
            ? Task.FromResult(EndOfTurn)
            : base.OnContinueDialogAsync(innerDc, cancellationToken);
    }

    /// <inheritdoc/>
    protected override async ValueTask<PersonDetails?> OpenAsync(FormTurn turn, CancellationToken cancellationToken)
    {
        var isUrgent = UrgentWords.In(turn.Heard.Text);
        if (isUrgent)
            await SayUrgentAsync(turn, cancellationToken);
        var office = Profile.Office;
        await turn.SendAsync(turn.Say(PersonPhrase.Offer, office.Phone, office.Email, OfficeText.State(turn, office)), cancellationToken: cancellationToken);
        var known = await people.AtAsync(turn.Channel, turn.Address, cancellationToken);
        return new PersonDetails
        {
            About = isUrgent ? turn.Heard.Text : Subject().Match(turn.Heard.Text) is { Success: true } match ? match.Groups["about"].Value.Trim() : null,
            Contact = known?.Phone ?? known?.Email,
            IsUrgent = isUrgent,
        };
    }

    /// <inheritdoc/>
    protected override async ValueTask<PersonDetails> HeardAsync(FormTurn turn, PersonDetails details, CancellationToken cancellationToken)
    {
        // Who tells at once where to be reached has skipped the topic, or told it with that.
        if (details is { Contact: null, About: { } said } && said == turn.Heard.Text && ReachQuestion<PersonDetails>.In(turn.Heard.Entities) is { } contact)
        {
            var isAll = said.Count(c => c == ' ') <= MostWordsWithContact;
            details = details with { Contact = contact, About = isAll ? null : said, Skipped = isAll ? [.. details.Skipped, "about"] : details.Skipped };
        }
        if (details.IsUrgent || details.About is not { } about || !UrgentWords.In(about))
            return details;
        await SayUrgentAsync(turn, cancellationToken);
        return details with { IsUrgent = true };
    }

    /// <inheritdoc/>
    protected override async Task<PersonDetails?> FinishAsync(FormTurn turn, PersonDetails details, CancellationToken cancellationToken)
    {
        var contact = details.Contact!;
        var (phone, email) = ContactText.IsEmail(contact) ? (null, contact) : (contact, (string?)null);
        var known = await people.AtAsync(turn.Channel, turn.Address, cancellationToken);
        var sent = new List<string>();
        foreach (var of in files)
            sent.AddRange(await of(turn.Place(), turn.Now - FilesBefore, cancellationToken));
        var opened = await cases.OpenAsync(
            turn.ActId,
            number => new Case(number, CaseKind.Person, turn.Language, turn.Now, turn.ActId)
            {
                Place = turn.Place(),
                About = details.About,
                Name = PersonName.Of(known),
                Phone = phone,
                Email = email,
                Files = sent.Count > 0 ? sent : null,
                IsUrgent = details.IsUrgent,
            },
            cancellationToken);
        if (await cases.DeskAsync(CaseKind.Person, cancellationToken) is { } desk)
            await cases.TellAsync(new CaseNotice($"case-{opened.Number}", desk, Profile.Languages[0], Notice(opened), null, turn.Now), cancellationToken);
        if (phone is not null ? known?.Phone is null : known?.Email is null)
            await people.TellAsync(turn.Channel, turn.Address, p => With(p, phone, email), cancellationToken);
        await turn.SendAsync(
            $"{turn.Say(phone is null ? PersonPhrase.WillWrite : PersonPhrase.WillCall, ContactText.Of(contact))} {OfficeText.State(turn, Profile.Office)}\n\n"
            + turn.Say(PersonPhrase.CaseNumber, opened.Number, Profile.Office.Phone),
            cancellationToken: cancellationToken);
        return null;
    }

    /// <summary>What the office is told, in its language: the words of who asked as they wrote them.</summary>
    private string Notice(Case opened)
    {
        var language = Profile.Languages[0];
        var spoken = Words.Say(opened.Language == "es" ? JoiningPhrase.Spanish : JoiningPhrase.English, language);
        var contact = ContactText.Of(opened.Phone ?? opened.Email ?? "");
        IEnumerable<string?> lines =
        [
            opened.IsUrgent ? Words.Say(PersonPhrase.NoticeUrgent, language) : null,
            Words.Say(PersonPhrase.Notice, language, opened.Number, spoken),
            // A link shows its address: whoever wrote it is a stranger.
            opened.About is { } about ? Words.Say(PersonPhrase.NoticeAbout, language, about.Replace("](", "] (", StringComparison.Ordinal)) : null,
            opened.Files is { } sent ? Words.Say(PersonPhrase.NoticeFiles, language, string.Join('\n', sent.Select(f => $"- {f}"))) : null,
            Words.Say(PersonPhrase.NoticeReach, language, opened.Name is { } name ? $"{contact} ({name})" : contact),
        ];
        return string.Join("\n\n", lines.OfType<string>());
    }

    private Task SayUrgentAsync(FormTurn turn, CancellationToken cancellationToken)
    {
        var office = Profile.Election.Office;
        return turn.SendAsync(turn.Say(PersonPhrase.Urgent, office.Name[turn.Language], office.Phone, office.Web.OriginalString), cancellationToken: cancellationToken);
    }

    private static Person With(Person person, string? phone, string? email) => person with
    {
        Phones = phone is null || person.Phones.Any(p => p.Number == phone) ? person.Phones : [.. person.Phones, new PersonPhone(phone)],
        Emails = email is null || person.Emails.Any(e => e.Address == email) ? person.Emails : [.. person.Emails, new PersonEmail(email)],
    };

    private static IReadOnlyList<Question<PersonDetails>> Asked() =>
    [
        new OwnWordsQuestion<PersonDetails>("about", LongestAbout, d => d.About, (d, v) => d with { About = v })
        {
            Words = (turn, _) => turn.Say(PersonPhrase.AskAbout), LeavesWhatIsKnown = true,
        }.Optional().Called(turn => turn.Say(PersonPhrase.About)),
        new ReachQuestion<PersonDetails>("contact", isOwn: true, d => d.Contact, (d, v) => d with { Contact = v })
        {
            Words = (turn, _) => turn.Say(PersonPhrase.AskContact), AlsoCalled = ["phone", "number", "phone number", "email", "telefono", "numero", "correo"],
        }.Called(turn => turn.Say(PersonPhrase.Contact)),
    ];

    [GeneratedRegex(
        @"\b(?:about|regarding|concerning|sobre|acerca de)\s+(?<about>(?!it\b|that\b|this\b|eso\b|esto\b).{4,}?)(?:\s+(?:at|al)\s+(?=\(?\d).*)?[.!?]*$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Subject();
}
