using CampaignBot.Core.Cases;
using CampaignBot.Core.People;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Joining;
using CampaignBot.Dialogs.Office;

namespace CampaignBot.Dialogs.Voting;

/// <summary>Passes on to the office that somebody needs a ride to vote.</summary>
public sealed class RideRequests(CaseBook cases, PersonDirectory people)
{
    /// <summary>Opens a case, one a message.</summary>
    /// <param name="plan">The plan in words: when and where.</param>
    /// <returns>The case's number, and where they can be reached; null where that isn't known.</returns>
    internal async Task<(string Number, string? Contact)> OpenAsync(FormTurn turn, string plan, CancellationToken cancellationToken)
    {
        var person = await people.AtAsync(turn.Channel, turn.Address, cancellationToken);
        var phone = person?.Phone ?? (turn.Channel == Microsoft.Bot.Connector.Channels.Sms && turn.Address.StartsWith('+') ? turn.Address : null);
        var opened = await cases.OpenAsync(
            turn.ActId,
            number => new Case(number, CaseKind.Person, turn.Language, turn.Now, turn.ActId)
            {
                Place = turn.Place(),
                About = turn.Say(VotingPhrase.RideAbout, plan),
                Name = PersonName.Of(person),
                Phone = phone,
                Email = person?.Email,
            },
            cancellationToken);
        return (opened.Number, phone ?? person?.Email);
    }
}
