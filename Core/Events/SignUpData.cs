using System.Text.Json;
using System.Text.Json.Nodes;
using CampaignBot.Core.Privacy;

namespace CampaignBot.Core.Events;

/// <summary>What somebody signed up for, as data about them.</summary>
/// <param name="find">The occasion of an id, so that whoever waits for a place that comes free moves up; null where it is gone.</param>
public sealed class SignUpData(SignUps signUps, FindOccasion find) : IPersonalData
{
    /// <inheritdoc/>
    public string Name => "sign-ups";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<JsonObject>> CollectAsync(Someone someone, CancellationToken cancellationToken)
    {
        var all = new List<JsonObject>();
        foreach (var address in someone.Addresses)
        {
            foreach (var signUp in await signUps.HistoryAsync(address, cancellationToken))
            {
                var shown = JsonSerializer.SerializeToNode(signUp, SignUpJson.Default.SignUp)!.AsObject();
                foreach (var field in (ReadOnlySpan<string>)["what", "conversation", "act", "changedBy", "isToldCancelled"])
                    shown.Remove(field);
                if (shown.Remove("cancelledBy"))
                    shown["cancelled"] = true;
                all.Add(shown);
            }
        }
        return all;
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(Someone someone, string act, CancellationToken cancellationToken)
    {
        foreach (var address in someone.Addresses)
        {
            foreach (var signUp in await signUps.HistoryAsync(address, cancellationToken))
                await signUps.RemoveAsync(signUp, await find(signUp.What, cancellationToken), act, cancellationToken);
        }
    }
}

/// <summary>The event or shift of an id; null where there is none any more.</summary>
public delegate Task<Occasion?> FindOccasion(string id, CancellationToken cancellationToken);
