using CampaignBot.Core.Campaign;
using CampaignBot.Core.Knowledge;
using CampaignBot.Core.Voting;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Replies;
using CampaignBot.Dialogs.Understanding;
using CampaignBot.Dialogs.Wording;
using Microsoft.Bot.Schema;

namespace CampaignBot.Dialogs.Voting;

/// <summary>Puts into words what an election office's list says of where somebody votes, with its source and date.</summary>
internal sealed class PlaceReplies(CampaignContent content, TimeProvider clock)
{
    private const int MostPlaces = 5;
    private readonly CampaignProfile _profile = content.Profile;
    private readonly HoursText _hours = new(content.Profile.TimeZone);

    /// <summary>What was found, as far as somebody asked for it.</summary>
    /// <param name="buttons">Whether to offer what else there is; not where a question follows.</param>
    public Activity Found(FormTurn turn, VotingLookup.Found found, VotingAspect aspect, bool buttons)
    {
        var text = aspect switch
        {
            VotingAspect.Hours => Hours(turn, found),
            VotingAspect.Directions => Directions(turn, found),
            VotingAspect.Access => Access(turn, found),
            VotingAspect.Early => Early(turn, found.Precinct.EarlyVoting, found),
            VotingAspect.DropBoxes => Boxes(turn, found.Precinct.DropBoxes, found),
            VotingAspect.Ballot => Ballot(turn, found),
            _ => Place(turn, found),
        };
        var reply = Cited(turn, turn.Message(text), found.Feed);
        return buttons ? Offering(turn, reply, aspect) : reply;
    }

    /// <summary>What holds for everybody of a ZIP or town; null where nothing does.</summary>
    public Activity? Shared(FormTurn turn, VotingLookup.Ambiguous several, string area)
    {
        if (several.Shared.Count == 0)
            return null;
        var parts = new[]
        {
            List(turn, VotingPhrase.EarlyPlaces, several.Shared.Where(p => p.Kind == PlaceKind.EarlyVoting), several.Feed),
            List(turn, VotingPhrase.BoxPlaces, several.Shared.Where(p => p.Kind == PlaceKind.DropBox), several.Feed),
            List(turn, VotingPhrase.PollingPlaces, several.Shared.Where(p => p.Kind == PlaceKind.PollingPlace), several.Feed),
        };
        return Cited(turn, turn.Message($"{turn.Say(VotingPhrase.SharedByAll, area)}\n\n{string.Join("\n\n", parts.OfType<string>())}"), several.Feed);
    }

    /// <summary>A reply with the feed as its source.</summary>
    public Activity Cited(FormTurn turn, Activity reply, VotingFeed feed)
    {
        Citations.Cite(reply, Source(feed), turn.Language, _profile, turn.Channel);
        return reply;
    }

    /// <summary>That only the election office can tell, and how to reach it.</summary>
    public Activity AskOffice(FormTurn turn, OfficeReason reason, ElectionAuthority? authority) => turn.Message($"{turn.Say(reason switch
    {
        OfficeReason.Expired => VotingPhrase.ListExpired,
        OfficeReason.Contradiction => VotingPhrase.ListContradicts,
        OfficeReason.NoPlace => VotingPhrase.ListHasNoPlace,
        _ => VotingPhrase.NoList,
    })} {Office(turn, authority)}");

    /// <summary>That an address is in another place than the campaign's, and where its voters look.</summary>
    public Activity Outside(FormTurn turn, string area) => turn.Message(turn.Say(
        Phrase.Elsewhere, _profile.Election.Jurisdictions[0], area, _profile.Election.Elsewhere.Name[turn.Language], _profile.Election.Elsewhere.Link.OriginalString));

    /// <summary>How to reach the office that runs the election.</summary>
    public string Office(FormTurn turn, ElectionAuthority? authority)
    {
        var contact = authority?.Departments.Select(d => d.Contact).FirstOrDefault(c => c is { Phones.Count: > 0 });
        var own = _profile.Election.Office;
        var (name, phone, link) = contact is { Phones: [var number, ..], Name: { } called }
            ? (called, number, authority!.WhereDoIVote ?? authority.Elections ?? (contact.Links is [var first, ..] ? first : own.Web))
            : (own.Name[turn.Language], own.Phone, own.Web);
        return turn.Say(VotingPhrase.AskOffice, name, phone, link.OriginalString);
    }

    /// <summary>A place in one line: "Mill Street School, 455 Mill Street, Alder Falls, WK 98701".</summary>
    public static string Line(VotingPlace place) => place.Name is { } name ? $"{name}, {place.Address}" : place.Address.ToString();

    /// <summary>When a place is open, from today on; null where nobody knows.</summary>
    public string? Open(VotingPlace place, VotingFeed feed, string language) => _hours.Of(place, feed.Election.Hours, _profile.Today(clock), feed.Election.Date, language);

    /// <summary>With buttons for what else one may want to know.</summary>
    public Activity Offering(FormTurn turn, Activity reply, VotingAspect aspect) => Offering(turn, reply, [.. new[]
    {
        Intents.PlanToVote,
        aspect == VotingAspect.Early ? null : "voting/early-voting",
        aspect == VotingAspect.Ballot ? null : "voting/sample-ballot",
        aspect == VotingAspect.Place ? "voting/id" : "voting/where-to-vote",
    }.OfType<string>()]);

    /// <summary>With buttons for entries, or for planning to vote; those that aren't there are left out.</summary>
    public Activity Offering(FormTurn turn, Activity reply, params IReadOnlyList<string> ids)
    {
        var offered = ids
            .Select(id => (Id: id, Title: id == Intents.PlanToVote ? turn.Say(VotingPhrase.PlanTitle) : content.Find(id, turn.Language)?.Title))
            .Where(o => o.Title is not null).ToList();
        reply.SuggestedActions = new SuggestedActions { Actions = [.. offered.Select(o => new CardAction { Type = ActionTypes.ImBack, Title = o.Title, Value = o.Title })] };
        return reply;
    }

    private string Place(FormTurn turn, VotingLookup.Found found)
    {
        var lines = new List<string>();
        var (precinct, feed) = (found.Precinct, found.Feed);
        var places = precinct.PollingPlaces.ToList();
        if (precinct.IsMailOnly && places.Count == 0)
        {
            lines.Add(turn.Say(VotingPhrase.VotesByMail, found.Matched));
            if (List(turn, VotingPhrase.BoxPlaces, precinct.DropBoxes, feed) is { } boxes)
                lines.Add(boxes);
        }
        else if (places is [var place])
        {
            lines.Add(turn.Say(VotingPhrase.YouVoteAt, found.Matched, Words.Day(feed.Election.Date, turn.Today, turn.Language)));
            lines.Add(Described(turn, place, feed));
        }
        else if (places.Count > 1)
        {
            lines.Add(turn.Say(VotingPhrase.YouVoteAtAny, found.Matched, Words.Day(feed.Election.Date, turn.Today, turn.Language)));
            lines.Add(List(turn, VotingPhrase.PollingPlaces, places, feed)!);
        }
        else
        {
            lines.Add($"{turn.Say(VotingPhrase.NoPollingPlace, found.Matched)} {Office(turn, precinct.Authority)}");
        }
        if (precinct.Authority?.Notice is { } notice)
            lines.Add(turn.Say(VotingPhrase.Notice, notice[turn.Language]));
        lines.Add(turn.Say(found.IsFilledIn ? VotingPhrase.FilledIn : VotingPhrase.OtherWays));
        return string.Join("\n\n", lines);
    }

    private string Described(FormTurn turn, VotingPlace place, VotingFeed feed)
    {
        var lines = new List<string> { place.Name is { } name ? $"**{name}**, {place.Address}" : $"**{place.Address}**" };
        if (Open(place, feed, turn.Language) is { } hours)
            lines.Add(turn.Say(VotingPhrase.OpenAt, ReaderClock.There(turn, hours)));
        if (place.Directions is { } directions)
            lines.Add(directions[turn.Language]);
        lines.Add(turn.Say(VotingPhrase.Map, place.Map.AbsoluteUri));
        return string.Join('\n', lines);
    }

    private string Hours(FormTurn turn, VotingLookup.Found found) => found.Precinct.PollingPlaces.FirstOrDefault() is not { } place
        ? Place(turn, found)
        : Open(place, found.Feed, turn.Language) is { } hours
            ? turn.Say(VotingPhrase.PlaceIsOpen, Line(place), Words.Day(found.Feed.Election.Date, turn.Today, turn.Language), ReaderClock.There(turn, hours))
            : $"{turn.Say(VotingPhrase.HoursUnknown, Line(place))} {Office(turn, found.Precinct.Authority)}";

    private string Directions(FormTurn turn, VotingLookup.Found found) => found.Precinct.PollingPlaces.FirstOrDefault() is { } place
        ? $"{turn.Say(VotingPhrase.GoTo, Line(place))}\n{(place.Directions is { } directions ? directions[turn.Language] + "\n" : "")}{turn.Say(VotingPhrase.Map, place.Map.AbsoluteUri)}"
        : Place(turn, found);

    private string Access(FormTurn turn, VotingLookup.Found found) => found.Precinct.PollingPlaces.FirstOrDefault() is { } place
        ? $"{(place.Directions is { } directions ? turn.Say(VotingPhrase.AccessAs, Line(place), directions[turn.Language]) : turn.Say(VotingPhrase.AccessUnknown, Line(place)))} {Office(turn, found.Precinct.Authority)}"
        : Place(turn, found);

    private string Early(FormTurn turn, IEnumerable<VotingPlace> places, VotingLookup.Found found) =>
        List(turn, VotingPhrase.EarlyPlaces, places, found.Feed) ?? $"{turn.Say(VotingPhrase.NoEarlyPlaces)} {Office(turn, found.Precinct.Authority)}";

    private string Boxes(FormTurn turn, IEnumerable<VotingPlace> places, VotingLookup.Found found) =>
        List(turn, VotingPhrase.BoxPlaces, places, found.Feed) ?? $"{turn.Say(VotingPhrase.NoBoxes)} {Office(turn, found.Precinct.Authority)}";

    /// <summary>Places under a heading, those with the same hours together; null where there are none.</summary>
    private string? List(FormTurn turn, VotingPhrase heading, IEnumerable<VotingPlace> places, VotingFeed feed)
    {
        var all = places.ToList();
        if (all.Count == 0)
            return null;
        var groups = all.Take(MostPlaces).GroupBy(p => Open(p, feed, turn.Language), StringComparer.Ordinal).Select(g => string.Join(
            '\n',
            g.Select(p => $"- {Line(p)}{(p.Directions is { } directions ? $" ({directions[turn.Language].TrimEnd('.')})" : "")}").Prepend(g.Key is { } hours ? turn.Say(VotingPhrase.OpenAt, ReaderClock.There(turn, hours)) : "").Where(l => l.Length > 0)));
        var more = all.Count > MostPlaces ? "\n" + turn.Say(VotingPhrase.MorePlaces, all.Count - MostPlaces) : "";
        return $"{turn.Say(heading)}\n{string.Join('\n', groups)}{more}";
    }

    private string Ballot(FormTurn turn, VotingLookup.Found found)
    {
        var precinct = found.Precinct;
        var link = precinct.Authority?.WhatIsOnMyBallot ?? found.Feed.State.Authority?.WhatIsOnMyBallot;
        if (precinct.Ballot.Count == 0)
            return link is null ? $"{turn.Say(VotingPhrase.BallotUnknown)} {Office(turn, precinct.Authority)}" : turn.Say(VotingPhrase.BallotOnPage, link.OriginalString);
        var lines = precinct.Ballot.Select(c => Contest(turn, c)).Prepend(turn.Say(VotingPhrase.OnYourBallot, found.Matched)).ToList();
        lines.Add(link is null ? turn.Say(VotingPhrase.BallotAsListed) : turn.Say(VotingPhrase.BallotAsListedAt, link.OriginalString));
        return string.Join('\n', lines);
    }

    private static string Contest(FormTurn turn, Contest contest)
    {
        var title = contest.Title?[turn.Language] ?? contest.Name;
        if (contest.Kind is ContestKind.Measure or ContestKind.Retention)
            return contest.Measure?.Link is { } link ? $"- {title} ({link.OriginalString})" : $"- {title}";
        var choices = contest.Choices.Where(c => !c.IsWriteIn).Select(c =>
            c.Text[turn.Language] + (c.Parties.Count > 0 ? $" ({string.Join(", ", c.Parties.Select(p => p[turn.Language]))})" : "") + (c.HasWithdrawn ? $" ({turn.Say(VotingPhrase.Withdrawn)})" : "")).ToList();
        return choices.Count == 0 ? $"- {title}" : $"- {title}: {Words.List(choices, turn.Language)}";
    }

    private Provenance Source(VotingFeed feed)
    {
        var link = feed.Source.Web ?? feed.State.Authority?.WhereDoIVote ?? feed.State.Authority?.Elections ?? _profile.Election.Office.Web;
        return new Provenance(true, new KnowledgeSource(feed.Source.Name, link), DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(feed.Source.AsOf, _profile.TimeZone).DateTime), null, null);
    }
}
