using System.Text.RegularExpressions;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Understanding;
using CampaignBot.Core.Understanding.Entities;
using CampaignBot.Core.Voting;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Forms.Questions;
using CampaignBot.Dialogs.Understanding;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;

namespace CampaignBot.Dialogs.Voting;

/// <summary>
/// "Where, when and how do I vote": from an address to its polling place, early voting, drop boxes and ballot, as the election
/// office lists them. What is unclear is asked, what isn't listed is left to the office; nothing is guessed.
/// </summary>
public sealed partial class WhereToVoteDialog : FormDialog<WhereToVoteDetails>
{
    // "I live at", "estoy en": what may stand beside an address that is all a message says.
    private const int FewLetters = 16;

    // So long what is said next may be about the place just told.
    private static readonly TimeSpan JustNow = TimeSpan.FromMinutes(15);
    private readonly VotingGuide _guide;
    private readonly IVoterInfoService? _service;
    private readonly HomeMemory _memory;
    private readonly PlaceReplies _replies;
    private readonly TimeProvider _clock;

    /// <param name="service">Asked for addresses that no feed has, where there is one and the person allows it.</param>
    public WhereToVoteDialog(CampaignContent content, VotingGuide guide, HomeMemory memory, TimeProvider clock, IVoterInfoService? service = null)
        : base(
            Intents.WhereToVote,
            content.Profile,
            clock,
            new HomeQuestion(guide) { Words = (turn, details) => Asking(turn, details, content, clock), AlsoCalled = ["address", "street", "direccion", "domicilio", "calle"] }
                .Called(turn => turn.Say(VotingPhrase.Address)),
            Ask.YesNo<WhereToVoteDetails>(
                "outside",
                (turn, _) => turn.Say(VotingPhrase.MayAskOutside, service?.Name),
                d => d.AskOutside,
                (d, v) => d with { AskOutside = v }).OnlyIf(d => d is { IsOutsideOffered: true, IsSettled: false }),
            Ask.YesNo<WhereToVoteDetails>("keep", (turn, _) => turn.Say(VotingPhrase.MayKeep), d => d.Keep, (d, v) => d with { Keep = v })
                .OnlyIf(d => d is { IsSettled: true, CanKeep: true })) =>
        (_guide, _service, _memory, _replies, _clock) = (guide, service, memory, new PlaceReplies(content, clock), clock);

    /// <inheritdoc/>
    public override bool IsInMenu => true;

    /// <inheritdoc/>
    public override string Title(string language) => Wording.Words.Say(VotingPhrase.WhereTitle, language);

    // What is half asked is soon asked again, and an address is nothing to keep unasked.
    /// <inheritdoc/>
    public override FormDetails? Gathered(DialogInstance instance) => null;

    /// <inheritdoc/>
    public override bool IsDone(DialogInstance instance) => DetailsOf(instance) is { IsSettled: true };

    /// <inheritdoc/>
    public override bool IsBegunBy(Heard heard)
    {
        ArgumentNullException.ThrowIfNull(heard);
        return heard.IsBareAddress;
    }

    /// <inheritdoc/>
    public override async ValueTask<bool> AnswersAsync(ITurnContext turn, Heard heard, string? entry, CancellationToken cancellationToken) => entry is null
        ? heard.Entities.FirstOrDefault(e => e.Kind is EntityKind.Address or EntityKind.Zip) is { } home
            ? VotingWords.AreIn(heard.Text) || (home.Kind == EntityKind.Address && heard.Text.Length - home.Length <= FewLetters)
            : heard.Subject is null && (VotingAspects.Alone(heard.Text, heard.Language) is not null || IsNotMine(heard.Text))
                && await _memory.LatelyAsync(turn, cancellationToken) is { At: var told } && _clock.GetUtcNow() - told < JustNow
        : VotingAspects.Of(heard.Text, entry) is not null
        && (entry == "voting/where-to-vote" || heard.Entities.Any(e => e.Kind is EntityKind.Address or EntityKind.Zip) || await _memory.KnownAsync(turn, cancellationToken) is not null);

    /// <summary>An answer given, only whether to keep the address is open: whoever speaks of something else has said no to it.</summary>
    protected override async Task<DialogTurnResult> OnContinueDialogAsync(DialogContext innerDc, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(innerDc);
        var result = await base.OnContinueDialogAsync(innerDc, cancellationToken);
        return innerDc.Context.TurnState.Get<Heard>() is { IsTaken: false, WantsToLeave: false } && innerDc.ActiveDialog?.State.Values.OfType<WhereToVoteDetails>().Any(d => d.IsSettled) == true
            ? await innerDc.CancelAllDialogsAsync(cancellationToken)
            : result;
    }

    /// <inheritdoc/>
    protected override async ValueTask<WhereToVoteDetails?> OpenAsync(FormTurn turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        var known = IsNotMine(turn.Heard.Text) ? null : await _memory.KnownAsync(turn.Context, cancellationToken);
        var aspect = turn.Heard.Meaning.Asked is [{ Answer: Core.Knowledge.Answer.Found { Entry.Id: var entry } }] && VotingAspects.Of(turn.Heard.Text, entry) is { } asked
            ? asked
            : VotingAspects.OfWords(turn.Heard.Text);
        var isNew = turn.Heard.Entities.Any(e => e.Kind is EntityKind.Address or EntityKind.Zip);
        var lately = await _memory.LatelyAsync(turn.Context, cancellationToken);
        return new WhereToVoteDetails
        {
            Home = isNew ? known is null or { City: null, Zip: null } ? null : new PostalAddress(City: known.City, Zip: known.City is null ? known.Zip : null) : known,
            Aspect = aspect,
            AskOutside = lately is { MayAskOutside: true } ? true : null,
            Answered = known is null ? [] : ["home"],
        };
    }

    /// <inheritdoc/>
    protected override async ValueTask<WhereToVoteDetails> HeardAsync(FormTurn turn, WhereToVoteDetails details, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(details);
        if (details.IsSettled || details.IsBox || details.Home is not { } home || home == new PostalAddress(City: home.City))
            return details;
        if (_service is { GoesFirst: true } && home.Street is not null)
        {
            if (details.AskOutside is null)
                return details with { IsOutsideOffered = true };
            if (details.AskOutside is true && await _service.FindAsync(home, cancellationToken) is { } there)
                return await FoundAsync(turn, details, there, cancellationToken);
        }
        switch (await _guide.FindAsync(home, cancellationToken))
        {
            case VotingLookup.Found found:
                return await FoundAsync(turn, details, found, cancellationToken);
            case VotingLookup.Ambiguous several:
                if (!details.IsSharedTold && home.Street is null && _replies.Shared(turn, several, Area(home)) is { } shared)
                    await turn.SendAsync(shared, cancellationToken);
                return details with { Missing = several.Ask, IsSuggestion = several.IsSuggestion, IsUnknown = false, IsSharedTold = home.Street is null };
            case var none:
                return await NotListedAsync(turn, details, home, none, cancellationToken);
        }
    }

    /// <inheritdoc/>
    protected override async Task<WhereToVoteDetails?> FinishAsync(FormTurn turn, WhereToVoteDetails details, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(details);
        if (details is not { Keep: { } keep, Home: { } home })
            return null;
        if (keep)
            await _memory.KeepAsync(turn, home, cancellationToken);
        await turn.SendAsync(_replies.Offering(turn, turn.Message(turn.Say(keep ? VotingPhrase.Kept : VotingPhrase.NotKept)), details.Aspect), cancellationToken);
        return null;
    }

    private async ValueTask<WhereToVoteDetails> FoundAsync(FormTurn turn, WhereToVoteDetails details, VotingLookup.Found found, CancellationToken cancellationToken)
    {
        var lately = await _memory.LatelyAsync(turn.Context, cancellationToken);
        var canKeep = details.CanKeep || (lately is not { IsKeepAsked: true } && await _memory.KeptAsync(turn.Context, cancellationToken) is null);
        await turn.SendAsync(_replies.Found(turn, found, details.Aspect, buttons: !canKeep), cancellationToken);
        await HomeMemory.NoteAsync(turn.Context, new LookedUp(details.Home!, turn.Now, IsKeepAsked: true, MayAskOutside: details.AskOutside is true), cancellationToken);
        return details with { IsSettled = true, Missing = null, CanKeep = canKeep };
    }

    private async ValueTask<WhereToVoteDetails> NotListedAsync(FormTurn turn, WhereToVoteDetails details, PostalAddress home, VotingLookup none, CancellationToken cancellationToken)
    {
        if (_service is { GoesFirst: false } && home.Street is not null)
        {
            if (details.AskOutside is null)
                return details with { IsOutsideOffered = true };
            if (details.AskOutside is true && await _service.FindAsync(home, cancellationToken) is { } found)
                return await FoundAsync(turn, details, found, cancellationToken);
        }
        switch (none)
        {
            case VotingLookup.NotFound { Reason: NotFoundReason.OutsideTheArea }:
                await turn.SendAsync(_replies.Outside(turn, Area(home)), cancellationToken);
                return details with { IsSettled = true };
            case VotingLookup.ElectionOffice office:
                await turn.SendAsync(_replies.AskOffice(turn, office.Reason, office.Authority), cancellationToken);
                return details with { IsSettled = true };
            default:
                return details with { IsUnknown = true, Missing = MissingPart.Address };
        }
    }

    /// <summary>What is asked, by what is known.</summary>
    private static string Asking(FormTurn turn, WhereToVoteDetails details, CampaignContent content, TimeProvider clock) => details switch
    {
        { IsBox: true } => turn.Say(VotingPhrase.BoxHasNoPlace),
        { IsUnknown: true, Home: { } home } => $"{turn.Say(VotingPhrase.NotListed, Shown(home))} {new PlaceReplies(content, clock).Office(turn, null)} {turn.Say(VotingPhrase.SendAgain)}",
        { IsSuggestion: true, Home: { } home } => turn.Say(VotingPhrase.DidYouMean, Shown(home)),
        { Missing: MissingPart.HouseNumber, Home: { } home } => turn.Say(VotingPhrase.AskHouse, home.StreetLine),
        { Missing: MissingPart.Street } => turn.Say(VotingPhrase.AskWhichStreet),
        { Missing: MissingPart.Town } => turn.Say(VotingPhrase.AskTown),
        { Missing: MissingPart.Unit } => turn.Say(VotingPhrase.AskUnit),
        { Missing: MissingPart.Address } => turn.Say(VotingPhrase.AskStreetToo),
        _ => turn.Say(VotingPhrase.AskAddress, (content.Find("voting/where-to-vote", turn.Language)?.Provenance.Source?.Link ?? content.Profile.Election.Office.Web).OriginalString),
    };

    private static string Shown(PostalAddress home) => string.Join(", ", new[] { home.StreetLine, home.City, home.Zip }.Where(p => !string.IsNullOrEmpty(p)));

    /// <summary>"That's not my address": the one that was looked up is forgotten, and asked for.</summary>
    private static bool IsNotMine(string text) => NotMine().IsMatch(FoldedText.Fold(text));

    [GeneratedRegex(
        @"\b((not|isnt|no longer) (my|our|the right)|(wrong|incorrect|different|another|new|other)) (home |street )?(address|street|house|one)\b|\b(address|street) (is|was) (wrong|incorrect|not right)\b|\bi (have |just |ve )?moved\b|\bno es (mi|esa mi) (direccion|casa|calle)\b|\bya no vivo (ahi|alli|en esa)\b|\b(otra|nueva|diferente) direccion\b|\bdireccion (esta mal|es incorrecta|equivocada|no es esa)\b|\bme mude\b",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex NotMine();

    private static string Area(PostalAddress home) => string.Join(' ', new[] { home.City, home.State, home.Zip }.Where(p => !string.IsNullOrEmpty(p))) is { Length: > 0 } area ? area : home.StreetLine;
}
