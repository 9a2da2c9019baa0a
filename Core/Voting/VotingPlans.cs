using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CampaignBot.Core.Calendar;
using CampaignBot.Core.Documents;
using CampaignBot.Core.People;
using CampaignBot.Core.Privacy;

namespace CampaignBot.Core.Voting;

/// <summary>People's plans to vote, on the document store. A plan is kept until 30 days after its election.</summary>
/// <param name="documents">A store in which <see cref="VotingPlan.Kind"/> is declared.</param>
/// <param name="links">The links to their calendar files, which go with them.</param>
public sealed class VotingPlans(IDocumentStore documents, CalendarLinks links) : IPersonalData
{
    private const int DaysKept = 30;

    /// <inheritdoc/>
    public string Name => "voting-plan";

    /// <summary>Somebody's plan for an election; null where there is none.</summary>
    public async Task<VotingPlan?> FindAsync(string channelId, string address, DateOnly election, CancellationToken cancellationToken = default) =>
        await documents.ReadAsync(Key(channelId, address, election), cancellationToken) is { } document ? Read(document) : null;

    /// <summary>Everything somebody plans.</summary>
    public async Task<IReadOnlyList<VotingPlan>> OfAsync(string channelId, string address, CancellationToken cancellationToken = default) =>
        [.. (await documents.QueryAsync(new DocumentQuery(VotingPlan.Kind.Name, new ChannelAddress(channelId, address).Key), cancellationToken)).Documents.Select(Read)];

    /// <summary>Keeps a plan in place of the one there is for the same election. Keeping the same one again changes nothing.</summary>
    public Task SaveAsync(VotingPlan plan, CancellationToken cancellationToken = default) => documents.WriteAsync(
        new DocumentWrite(
            Key(plan.ChannelId, plan.Address, plan.Election),
            JsonSerializer.SerializeToUtf8Bytes(plan, VotingPlanJson.Default.VotingPlan),
            Expires: new DateTimeOffset(plan.Election.AddDays(DaysKept).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)),
        cancellationToken);

    /// <summary>Forgets a plan and the link to its calendar file.</summary>
    public async Task DeleteAsync(VotingPlan plan, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Link is { } link)
            await links.DeleteAsync(link, cancellationToken);
        await documents.DeleteAsync(Key(plan.ChannelId, plan.Address, plan.Election), cancellationToken: cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<JsonObject>> CollectAsync(Someone someone, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(someone);
        var shown = new List<JsonObject>();
        foreach (var plan in await OfAsync(someone, cancellationToken))
        {
            var json = JsonSerializer.SerializeToNode(plan, VotingPlanJson.Default.VotingPlan)!.AsObject();
            foreach (var field in (ReadOnlySpan<string>)["channelId", "address", "placeId", "revision", "link", "actId"])
                json.Remove(field);
            shown.Add(json);
        }
        return shown;
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(Someone someone, string act, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(someone);
        foreach (var plan in await OfAsync(someone, cancellationToken))
            await DeleteAsync(plan, cancellationToken);
    }

    private async Task<List<VotingPlan>> OfAsync(Someone someone, CancellationToken cancellationToken)
    {
        var plans = new List<VotingPlan>();
        foreach (var address in someone.Addresses)
            plans.AddRange(await OfAsync(address.ChannelId, address.Address, cancellationToken));
        return plans;
    }

    private static VotingPlan Read(Document document) => JsonSerializer.Deserialize(document.Body.Span, VotingPlanJson.Default.VotingPlan)!;

    private static DocumentKey Key(string channelId, string address, DateOnly election) => new(
        VotingPlan.Kind.Name, new ChannelAddress(channelId, address).Key, election.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}
