using System.Security.Cryptography;
using System.Text;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Canvassing;
using CampaignBot.Core.Cases;
using CampaignBot.Core.People;
using CampaignBot.Core.Understanding.Entities;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Forms.Questions;
using CampaignBot.Dialogs.Office;
using CampaignBot.Dialogs.Understanding;
using CampaignBot.Dialogs.Wording;

namespace CampaignBot.Dialogs.Volunteers;

/// <summary>
/// Takes down what came of a door or a call, on a card or in words, with the same questions. What was said is counted; who wants to
/// hear from the campaign gets a case of its own, which doesn't tell what they said.
/// </summary>
public sealed class ReportDialog(CampaignProfile profile, TimeProvider clock, ContactLog contacts, CaseBook cases)
    : FormDialog<ReportDetails>(Intents.ReportContact, profile, clock, Asked(profile))
{
    private const int LongestAbout = 500;
    private const int LongestChoice = 40;
    private const int LongestContact = 100;
    private const string No = "no";
    private const string Yes = "yes";

    private static readonly (string Value, VolunteerPhrase Title)[] Supports =
    [
        ("yes", VolunteerPhrase.SupportYes), ("leaning-yes", VolunteerPhrase.SupportLeaning), ("undecided", VolunteerPhrase.SupportUndecided), ("no", VolunteerPhrase.SupportNo), ("unsaid", VolunteerPhrase.SupportUnsaid),
    ];

    private static readonly (string Value, VolunteerPhrase Title)[] Results =
    [
        (ContactStatus.Success, VolunteerPhrase.ResultSuccess), (ContactStatus.NotHome, VolunteerPhrase.ResultNotHome), (ContactStatus.Refused, VolunteerPhrase.ResultRefused),
        (ContactStatus.Moved, VolunteerPhrase.ResultMoved), (ContactStatus.Wrong, VolunteerPhrase.ResultWrong), (ContactStatus.OtherLanguage, VolunteerPhrase.ResultOtherLanguage),
    ];

    /// <inheritdoc/>
    public override bool IsInMenu => true;

    /// <inheritdoc/>
    public override string Title(string language) => Words.Say(VolunteerPhrase.ReportTitle, language);

    /// <inheritdoc/>
    public override bool IsOfferedOn(string? channelId) => TeamsConversation.IsOn(channelId);

    /// <inheritdoc/>
    protected override async ValueTask<ReportDetails?> OpenAsync(FormTurn turn, CancellationToken cancellationToken)
    {
        var told = ReportWords.In(turn.Heard.Text);
        // Where only a word is missing no card is needed; what was heard is told back, as it counts.
        if (told is { How: { } how, Result: { } result })
        {
            await turn.SendAsync(turn.Say(Phrase.SaidAgain, string.Join(", ", Titles(turn, how, result, told.Support))), cancellationToken: cancellationToken);
            return told;
        }
        var intro = turn.Say(VolunteerPhrase.ReportIntro);
        var message = turn.Message(intro);
        message.Attachments = [VolunteerCards.Attachment(Card(turn, intro))];
        await turn.SendAsync(message, cancellationToken);
        return told;
    }

    private static IEnumerable<string> Titles(FormTurn turn, string how, string result, string? support) =>
        Hows(turn).Concat(Options(turn, Results)).Where(o => o.Value == how || o.Value == result).Concat(Options(turn, Supports).Where(o => o.Value == support)).Select(o => o.Title);

    /// <inheritdoc/>
    protected override ValueTask<ReportDetails?> TakeFieldsAsync(FormTurn turn, ReportDetails details, CancellationToken cancellationToken)
    {
        var fields = turn.Heard.Fields;
        if (VolunteerCards.Filled(fields, VolunteerCards.Conversation, LongestChoice) != Id)
            return new((ReportDetails?)null);
        var contact = VolunteerCards.Filled(fields, "contact", LongestContact);
        var about = VolunteerCards.Filled(fields, "about", LongestAbout);
        return new(new ReportDetails
        {
            Card = VolunteerCards.Filled(fields, "card", LongestContact),
            How = Chosen("how", [ContactTypes.Door, ContactTypes.Phone]),
            Result = Chosen("result", [.. Results.Select(r => r.Value)]),
            // Who leaves it empty on the card has answered, too.
            Support = Chosen("support", [.. Supports.Select(s => s.Value)]) ?? "unsaid",
            FollowUp = contact is not null || Chosen("followUp", [Yes, No]) == Yes,
            Contact = contact is null ? null : ReachQuestion<ReportDetails>.In(EntityReader.Read(contact, turn.Language, turn.Now, turn.Zone)),
            About = about,
            Skipped = about is null ? ["about"] : [],
        });

        string? Chosen(string name, IReadOnlyList<string> values) =>
            VolunteerCards.Filled(fields, name, LongestChoice) is { } value && values.Contains(value, StringComparer.Ordinal) ? value : null;
    }

    /// <inheritdoc/>
    protected override async Task<ReportDetails?> FinishAsync(FormTurn turn, ReportDetails details, CancellationToken cancellationToken)
    {
        var canvasser = new ChannelAddress(turn.Channel, turn.Address).Key;
        var isReached = details.Result == ContactStatus.Success;
        var report = new ContactReport(IdOf(details.Card ?? turn.ActId, canvasser), details.How!, details.Result!, turn.Now, canvasser, turn.ActId);
        if (isReached && details.Support is { } support)
            report = report with { Answers = new Dictionary<string, string>(StringComparer.Ordinal) { ["support"] = support } };
        string[] again = [Title(turn.Language)];
        if (!await contacts.AddAsync(report, cancellationToken))
        {
            await turn.SendAsync(turn.Say(VolunteerPhrase.ReportedBefore), again, cancellationToken);
            return null;
        }
        var count = await contacts.CountAsync(Day.Began(turn), cancellationToken);
        var said = turn.Say(VolunteerPhrase.Reported, count.Doors, count.Calls);
        if (isReached && details is { FollowUp: true, Contact: { } contact })
        {
            var opened = await cases.OpenAsync(
                turn.ActId,
                number => new Case(number, CaseKind.Person, turn.Language, turn.Now, turn.ActId)
                {
                    About = details.About,
                    Phone = ContactText.IsEmail(contact) ? null : contact,
                    Email = ContactText.IsEmail(contact) ? contact : null,
                },
                cancellationToken);
            said = $"{said} {turn.Say(VolunteerPhrase.FollowUpCase, opened.Number)}";
        }
        await turn.SendAsync(said, again, cancellationToken);
        return null;
    }

    private System.Text.Json.Nodes.JsonObject Card(FormTurn turn, string fallback) => VolunteerCards.Of(
        fallback,
        [
            VolunteerCards.Heading(Title(turn.Language)),
            VolunteerCards.Choice("how", turn.Say(VolunteerPhrase.AskHow), Hows(turn), isRequired: true),
            VolunteerCards.Choice("result", turn.Say(VolunteerPhrase.AskResult), Options(turn, Results), isRequired: true),
            VolunteerCards.Choice("support", turn.Say(VolunteerPhrase.AskSupport, Profile.ShortName[turn.Language]), Options(turn, Supports)),
            VolunteerCards.Choice("followUp", turn.Say(VolunteerPhrase.AskFollowUp), [new Option(Yes, turn.Say(Phrase.Yes)), new Option(No, turn.Say(Phrase.No))]),
            VolunteerCards.Input("contact", turn.Say(VolunteerPhrase.AskFollowUpContact), LongestContact),
            VolunteerCards.Input("about", turn.Say(VolunteerPhrase.AskFollowUpAbout), LongestAbout),
        ],
        VolunteerCards.Submit(turn.Say(VolunteerPhrase.Send), Id, ("card", IdOf(turn.ActId, ""))));

    // The same card of the same person is one report, however often it is sent.
    private static string IdOf(string card, string canvasser) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{card}\n{canvasser}")).AsSpan(0, 16));

    private static IReadOnlyList<Option> Hows(FormTurn turn) =>
    [
        new(ContactTypes.Door, turn.Say(VolunteerPhrase.HowDoor), "a door", "the door", "house", "canvass", "una puerta", "casa"),
        new(ContactTypes.Phone, turn.Say(VolunteerPhrase.HowPhone), "phone", "phone call", "a call", "telefono", "una llamada"),
    ];

    private static IReadOnlyList<Option> Options(FormTurn turn, (string Value, VolunteerPhrase Title)[] rows) => [.. rows.Select(r => new Option(r.Value, turn.Say(r.Title), Also(r.Value)))];

    // Single words: of several, any one would do.
    private static string[] Also(string result) => result switch
    {
        ContactStatus.NotHome => ["nobody", "nadie"],
        ContactStatus.Refused => ["hung", "slammed", "refused", "colgo"],
        _ => [],
    };

    private static IReadOnlyList<Question<ReportDetails>> Asked(CampaignProfile profile) =>
    [
        new ChoiceQuestion<ReportDetails>("how", (turn, _, _) => new(Hows(turn)), d => d.How, (d, v) => d with { How = v }) { Words = (turn, _) => turn.Say(VolunteerPhrase.AskHow), IsReadUnasked = false }
            .Called(turn => turn.Say(VolunteerPhrase.How)),
        new ChoiceQuestion<ReportDetails>("result", (turn, _, _) => new(Options(turn, Results)), d => d.Result, (d, v) => d with { Result = v })
        {
            Words = (turn, _) => turn.Say(VolunteerPhrase.AskResult), IsReadUnasked = false,
        }.Called(turn => turn.Say(VolunteerPhrase.Result)),
        new ChoiceQuestion<ReportDetails>("support", (turn, _, _) => new(Options(turn, Supports)), d => d.Support, (d, v) => d with { Support = v })
        {
            Words = (turn, _) => turn.Say(VolunteerPhrase.AskSupport, profile.ShortName[turn.Language]), IsReadUnasked = false,
        }.OnlyIf(d => d.Result == ContactStatus.Success).Called(turn => turn.Say(VolunteerPhrase.Support)),
        Ask.YesNo<ReportDetails>("follow-up", (turn, _) => turn.Say(VolunteerPhrase.AskFollowUp), d => d.FollowUp, (d, v) => d with { FollowUp = v })
            .OnlyIf(d => d.Result == ContactStatus.Success),
        new ReachQuestion<ReportDetails>("contact", isOwn: false, d => d.Contact, (d, v) => d with { Contact = v }) { Words = (turn, _) => turn.Say(VolunteerPhrase.AskFollowUpContact) }
            .OnlyIf(d => d is { Result: ContactStatus.Success, FollowUp: true }).Called(turn => turn.Say(VolunteerPhrase.FollowUpContact)),
        new OwnWordsQuestion<ReportDetails>("about", LongestAbout, d => d.About, (d, v) => d with { About = v }) { Words = (turn, _) => turn.Say(VolunteerPhrase.AskFollowUpAbout) }
            .OnlyIf(d => d is { Result: ContactStatus.Success, FollowUp: true }).Optional().Called(turn => turn.Say(VolunteerPhrase.FollowUpAbout)),
    ];
}
