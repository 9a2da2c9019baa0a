using CampaignBot.Core.Campaign;
using CampaignBot.Core.People;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Understanding;
using CampaignBot.Dialogs.Wording;
using Microsoft.Bot.Connector;

namespace CampaignBot.Dialogs.Linking;

/// <summary>
/// Somebody's phone becomes theirs here too: they name the number, a code is texted to it, and who tells the code has both
/// (<see cref="AddressLinks"/>). To be had where text messages can be sent.
/// </summary>
public sealed class LinkDialog(CampaignProfile profile, TimeProvider clock, AddressLinks links, IEnumerable<SendCode> senders) : FormDialog<LinkDetails>(
    Intents.Link,
    profile,
    clock,
    Ask.Phone<LinkDetails>("phone", (turn, _) => turn.Say(LinkPhrase.Phone), d => d.Phone, (d, phone) => d with { Phone = phone, Code = null }),
    new CodeQuestion { Words = (turn, d) => turn.Say(LinkPhrase.Code, Ask.PhoneShown(d.SentTo ?? "")) }.OnlyIf(d => d.Trouble is null))
{
    private readonly SendCode? _send = senders.FirstOrDefault();

    /// <inheritdoc/>
    public override string Title(string language) => Wording.Words.Say(LinkPhrase.Title, language);

    /// <summary>By SMS too, where it tells to ask elsewhere.</summary>
    public override bool IsOfferedOn(string? channelId) => _send is not null;

    /// <inheritdoc/>
    public override bool IsCalledBy(string text) => LinkWords.In(text);

    /// <summary>The button that leads here; none where no code can be sent, and by SMS, where nothing is to be linked.</summary>
    public static IReadOnlyList<string> Offered(IEnumerable<SendCode> senders, string? channelId, string language) =>
        channelId != Channels.Sms && senders.Any() ? [Wording.Words.Say(LinkPhrase.Title, language)] : [];

    /// <inheritdoc/>
    protected override async ValueTask<LinkDetails?> OpenAsync(FormTurn turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        if (turn.Channel != Channels.Sms)
            return new LinkDetails();
        await turn.SendAsync(turn.Say(LinkPhrase.FromElsewhere, Title(turn.Language)), cancellationToken: cancellationToken);
        return null;
    }

    /// <summary>Has the code sent as soon as the number is known.</summary>
    protected override async ValueTask<LinkDetails> HeardAsync(FormTurn turn, LinkDetails details, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(details);
        if (details.Phone is not { } phone || details.SentTo == phone)
            return details;
        var asked = await links.AskAsync(Here(turn), new ChannelAddress(Channels.Sms, phone), turn.ActId, turn.Now, cancellationToken);
        LinkPhrase? trouble = asked switch
        {
            CodeAsked.Known => LinkPhrase.Known,
            CodeAsked.TooMany => LinkPhrase.TooMany,
            CodeAsked.Made made when await _send!(phone, turn.Say(LinkPhrase.Text, Profile.ShortName[turn.Language], made.Code), turn.Language, $"link-{turn.ActId}", cancellationToken) => null,
            _ => LinkPhrase.CantText,
        };
        return details with { SentTo = phone, Trouble = trouble?.ToString() };
    }

    /// <inheritdoc/>
    protected override async Task<LinkDetails?> FinishAsync(FormTurn turn, LinkDetails details, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(details);
        var shown = Ask.PhoneShown(details.Phone!);
        if (details.Trouble is { } trouble)
        {
            await turn.SendAsync(turn.Say(Enum.Parse<LinkPhrase>(trouble), shown), cancellationToken: cancellationToken);
            return null;
        }
        switch (await links.TellAsync(Here(turn), details.Code!, turn.ActId, cancellationToken))
        {
            case CodeTold.Wrong:
                await turn.SendAsync(turn.Say(LinkPhrase.Wrong), cancellationToken: cancellationToken);
                return details with { Code = null };
            case CodeTold.Right:
                await turn.SendAsync(turn.Say(LinkPhrase.Linked, shown), cancellationToken: cancellationToken);
                return null;
            default:
                await turn.SendAsync(turn.Say(LinkPhrase.Over, Title(turn.Language)), [Title(turn.Language)], cancellationToken);
                return null;
        }
    }

    private static ChannelAddress Here(FormTurn turn) => new(turn.Channel, turn.Address);
}
