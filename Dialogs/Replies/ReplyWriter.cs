using CampaignBot.Core.Campaign;
using CampaignBot.Core.Knowledge;
using CampaignBot.Core.Knowledge.Generation;
using CampaignBot.Core.Understanding.Guarding;
using CampaignBot.Dialogs.Understanding;
using CampaignBot.Dialogs.Wording;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace CampaignBot.Dialogs.Replies;

/// <summary>A reply and the ids of the entries that its buttons offer.</summary>
/// <param name="IsAsking">Whether they are offered as a question, so that "the second one" answers it.</param>
/// <param name="Subject">The id of the entry that it gives, if it gives one.</param>
public sealed record Reply(Activity Activity, IReadOnlyList<string> Offered, bool IsAsking = false, string? Subject = null);

/// <summary>Puts into words what the bot has to say, with the buttons that go with it.</summary>
/// <param name="content">What the campaign says.</param>
/// <param name="answerer">Tells which of it can be given today, so that no button offers what can't.</param>
public sealed class ReplyWriter(CampaignContent content, Answerer answerer)
{
    private const int MaxButtons = 3;
    private readonly CampaignProfile _profile = content.Profile;

    /// <summary>That this is automated, whose it is, and how to reach a person; with a greeting and what to ask.</summary>
    public Reply Welcome(string language, bool isBack)
    {
        var disclosure = _profile.Disclosure[language];
        return Offering(
            isBack ? $"{Words.Say(Phrase.WelcomeBack, language)} {disclosure}" : $"{disclosure}\n\n{_profile.Greeting[language]}",
            language,
            isBack ? [] : _profile.Suggestions);
    }

    /// <summary>Only that this is automated, whose it is, and how to reach a person: where an answer follows at once.</summary>
    public Reply Disclosure(string language) => Plain(_profile.Disclosure[language], language);

    /// <summary>What to say to small talk.</summary>
    public Reply SmallTalk(string intent, string language)
    {
        var (office, greeting, disclosure) = (_profile.Office, _profile.Greeting[language], _profile.Disclosure[language]);
        var election = _profile.Election.Office;
        return intent switch
        {
            Intents.Greeting => Offering(Words.Say(Phrase.Hello, language, greeting), language, _profile.Suggestions),
            Intents.Thanks => Plain(Words.Say(Phrase.Thanks, language), language),
            Intents.Goodbye => Plain(Words.Say(Phrase.Goodbye, language), language),
            Intents.Ok => Plain(Words.Say(Phrase.Ok, language), language),
            Intents.AreYouABot => Plain(disclosure, language),
            Intents.WhoAreYou => Offering(Words.Say(Phrase.WhoAreYou, language, disclosure, election.Name[language]), language, _profile.Suggestions),
            Intents.Help => Offering(Words.Say(Phrase.Help, language, disclosure), language, _profile.Suggestions),
            Intents.Person => Plain(Words.Say(Phrase.Person, language, office.Phone, office.Email, office.Hours[language]), language),
            Intents.SpeakEnglish => Plain(Words.Say(Phrase.SpeakEnglish, language), language),
            Intents.SpeakSpanish => Plain(Words.Say(Phrase.SpeakSpanish, language), language),
            Intents.Insult => Plain(Words.Say(Phrase.Insult, language, office.Phone, office.Email), language),
            Intents.OtherContests => Plain(Words.Say(Phrase.OtherContests, language, _profile.ShortName[language], election.Web.OriginalString), language),
            _ => To(new Answer.Unknown(false), language, null),
        };
    }

    /// <summary>What to say to a message that the guard held back.</summary>
    public Reply Held(Verdict verdict, string language) => verdict switch
    {
        Verdict.Disinformation => Plain(Official(Phrase.HeldDisinformation, language), language),
        Verdict.Abuse => Plain(Words.Say(Phrase.HeldAbuse, language, _profile.Office.Phone, _profile.Office.Email), language),
        Verdict.Crisis => Plain(Words.Say(Phrase.Crisis, language), language),
        _ => Offering(Words.Say(Phrase.HeldInjection, language, _profile.Greeting[language]), language, _profile.Suggestions),
    };

    /// <summary>Replies to the questions of one message: the buttons of the last stay, and it is told apart where it is no answer.</summary>
    public static IReadOnlyList<Reply> Together(IReadOnlyList<Reply> replies, bool isLastAnswered, string language)
    {
        foreach (var reply in replies.SkipLast(1))
            reply.Activity.SuggestedActions = null;
        if (replies.Count > 1 && !isLastAnswered)
            replies[^1].Activity.Text = Words.Say(Phrase.OtherQuestion, language, replies[^1].Activity.Text);
        return replies;
    }

    /// <summary>What there is to say to a question.</summary>
    /// <param name="channelId">Decides how the source is shown.</param>
    public Reply To(Answer answer, string language, string? channelId)
    {
        var (office, election) = (_profile.Office, _profile.Election);
        return answer switch
        {
            Answer.Found found => Entry(found.Entry, channelId),
            Answer.Quoted quoted => Quote(quoted, channelId),
            Answer.WhichOne { Entries: [var only] } => Offering(Words.Say(Phrase.ThisOne, language), language, [only.Id]) with { IsAsking = true },
            Answer.WhichOne which =>
                Offering(Words.Say(Phrase.WhichOne, language), language, [.. which.Entries.Select(e => e.Id)]) with { IsAsking = true },
            Answer.Elsewhere elsewhere => Plain(
                Words.Say(Phrase.Elsewhere, language, election.Jurisdictions[0], elsewhere.Place, election.Elsewhere.Name[language], election.Elsewhere.Link.OriginalString),
                language),
            Answer.Expired => Plain(Official(Phrase.Expired, language), language),
            Answer.Unknown { IsAboutVoting: true } => Plain(Official(Phrase.UnknownVoting, language), language),
            _ => Plain(Words.Say(Phrase.Unknown, language, office.Phone, office.Email, office.Hours[language]), language),
        };
    }

    /// <summary>An entry with its source and what one may ask next.</summary>
    private Reply Entry(KnowledgeEntry entry, string? channelId)
    {
        var reply = Offering(entry.Body, entry.Language, entry.Related);
        Citations.Cite(reply.Activity, entry.Provenance, entry.Language, _profile, channelId);
        AskWhetherItHelped(reply);
        return reply with { Subject = entry.Id };
    }

    /// <summary>An answer that a language model wrote and the check let pass, with its sources and what one may ask next.</summary>
    /// <param name="answer">One that is grounded.</param>
    public Reply Generated(GeneratedAnswer answer, string language, string? channelId)
    {
        var entry = answer.Sources.Select(s => s.EntryId is { } id ? content.Find(id, language) : null).OfType<KnowledgeEntry>().FirstOrDefault();
        var reply = Offering(answer.Text!, language, entry?.Related ?? []);
        Citations.Cite(reply.Activity, [.. answer.Sources.Select(s => s.Provenance)], language, _profile, channelId, isGenerated: true);
        AskWhetherItHelped(reply);
        return reply with { Subject = entry?.Id };
    }

    /// <summary>Whose word the answer just given is, or what more there is to it.</summary>
    /// <param name="entry">What was given.</param>
    public Reply FollowUp(FollowUp asked, KnowledgeEntry entry)
    {
        var (language, source) = (entry.Language, entry.Provenance.Source);
        var link = (source?.Link ?? _profile.Office.Web).OriginalString;
        if (asked == Understanding.FollowUp.More)
        {
            var more = Offering(Words.Say(Phrase.More, language, link), language, entry.Related);
            return more with { Subject = entry.Id };
        }
        var asOf = entry.Provenance.AsOf is { } day ? $" ({Words.Say(Phrase.AsOf, language, Words.Date(day, language))})" : "";
        return Plain(
            entry.IsOfficial && source is not null ? Words.Say(Phrase.OfficialSource, language, source.Name, asOf, link) : Words.Say(Phrase.OurSource, language, source?.Name ?? _profile.ShortName[language], asOf, link),
            language) with { Subject = entry.Id };
    }

    /// <summary>Sentences of a document with their source.</summary>
    private Reply Quote(Answer.Quoted quoted, string? channelId)
    {
        var reply = Plain(quoted.Text, quoted.Document.Language);
        Citations.Cite(reply.Activity, quoted, _profile, channelId);
        AskWhetherItHelped(reply);
        return reply;
    }

    /// <summary>Clients that know it let the reader say whether this helped.</summary>
    private static void AskWhetherItHelped(Reply reply) =>
        reply.Activity.ChannelData = new Dictionary<string, object>(StringComparer.Ordinal) { ["feedbackEnabled"] = true };

    /// <summary>What to say where no question could be read.</summary>
    public Reply Unreadable(Phrase phrase, string language) => Plain(
        phrase switch
        {
            Phrase.TooLong => Words.Say(phrase, language, _profile.Office.Email),
            Phrase.OtherLanguage => Words.Say(phrase, language, _profile.Election.Office.Name[language], _profile.Election.Office.Phone),
            _ => Words.Say(phrase, language),
        },
        language);

    private string Official(Phrase phrase, string language)
    {
        var office = _profile.Election.Office;
        return Words.Say(phrase, language, office.Name[language], office.Phone, office.Web.OriginalString);
    }

    private Reply Offering(string text, string language, IReadOnlyList<string> ids)
    {
        var today = ids.Select(id => content.Find(id, language)).OfType<KnowledgeEntry>().Where(e => answerer.Give(e) is Answer.Found).Take(MaxButtons).ToList();
        var reply = Plain(text, language);
        if (today.Count == 0)
            return reply;
        reply.Activity.SuggestedActions = new SuggestedActions
        {
            Actions = [.. today.Select(e => new CardAction { Type = ActionTypes.ImBack, Title = e.Title, Value = e.Title })],
        };
        return reply with { Offered = [.. today.Select(e => e.Id)] };
    }

    /// <summary>A message without buttons.</summary>
    internal static Reply Plain(string text, string language)
    {
        var activity = MessageFactory.Text(text, inputHint: InputHints.ExpectingInput);
        activity.Locale = language;
        return new Reply(activity, []);
    }
}
