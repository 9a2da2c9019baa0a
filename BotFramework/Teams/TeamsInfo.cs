using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;

namespace Microsoft.Bot.Builder.Teams;

/// <summary>
/// Asks Teams about the team, chat or person of a turn, through the turn's connector client. Errors are those of
/// <see cref="IConversations"/>.
/// </summary>
public static class TeamsInfo
{
    private const int MostPages = 1_000;

    /// <summary>A member of the team or chat that the turn is in.</summary>
    public static Task<TeamsChannelAccount> GetMemberAsync(ITurnContext turnContext, string userId, CancellationToken cancellationToken = default) =>
        turnContext.Activity.TeamsGetTeamInfo()?.Id is { } teamId
            ? GetTeamMemberAsync(turnContext, userId, teamId, cancellationToken)
            : MemberAsync(turnContext, ConversationOf(turnContext), userId, cancellationToken);

    /// <summary>A member of a team; that of the turn unless named.</summary>
    public static Task<TeamsChannelAccount> GetTeamMemberAsync(ITurnContext turnContext, string userId, string? teamId = null, CancellationToken cancellationToken = default) =>
        MemberAsync(turnContext, TeamOf(turnContext, teamId), userId, cancellationToken);

    /// <summary>All members of the team or chat that the turn is in, page after page.</summary>
    public static Task<IEnumerable<TeamsChannelAccount>> GetMembersAsync(ITurnContext turnContext, CancellationToken cancellationToken = default) =>
        AllAsync(token => GetPagedMembersAsync(turnContext, null, token, cancellationToken));

    /// <summary>All members of a team, page after page; that of the turn unless named.</summary>
    public static Task<IEnumerable<TeamsChannelAccount>> GetTeamMembersAsync(ITurnContext turnContext, string? teamId = null, CancellationToken cancellationToken = default) =>
        AllAsync(token => GetPagedTeamMembersAsync(turnContext, teamId, token, null, cancellationToken));

    /// <summary>A page of the members of the team or chat that the turn is in.</summary>
    public static Task<TeamsPagedMembersResult> GetPagedMembersAsync(ITurnContext turnContext, int? pageSize = default, string? continuationToken = null, CancellationToken cancellationToken = default) =>
        PageAsync(turnContext, turnContext.Activity.TeamsGetTeamInfo()?.Id ?? ConversationOf(turnContext), continuationToken, pageSize, cancellationToken);

    /// <summary>A page of the members of a team; that of the turn unless named.</summary>
    public static Task<TeamsPagedMembersResult> GetPagedTeamMembersAsync(ITurnContext turnContext, string? teamId = null, string? continuationToken = null, int? pageSize = default, CancellationToken cancellationToken = default) =>
        PageAsync(turnContext, TeamOf(turnContext, teamId), continuationToken, pageSize, cancellationToken);

    /// <summary>The channels of a team; that of the turn unless named.</summary>
    public static async Task<IList<ChannelInfo>> GetTeamChannelsAsync(ITurnContext turnContext, string? teamId = null, CancellationToken cancellationToken = default)
    {
        var path = $"v3/teams/{ConnectorClient.Segment(TeamOf(turnContext, teamId))}/conversations";
        return (await Client(turnContext).SendAsync<ConversationList>(HttpMethod.Get, path, null, cancellationToken)).Conversations ?? [];
    }

    /// <summary>A team's name and counts; those of the turn's team unless named.</summary>
    public static Task<TeamDetails> GetTeamDetailsAsync(ITurnContext turnContext, string? teamId = null, CancellationToken cancellationToken = default) =>
        Client(turnContext).SendAsync<TeamDetails>(HttpMethod.Get, $"v3/teams/{ConnectorClient.Segment(TeamOf(turnContext, teamId))}", null, cancellationToken);

    /// <summary>Starts a thread in a channel of a team with a message; gives the thread and the message's id.</summary>
    public static async Task<Tuple<ConversationReference, string>> SendMessageToTeamsChannelAsync(ITurnContext turnContext, IActivity activity, string teamsChannelId, string botAppId, CancellationToken cancellationToken = default)
    {
        BotAssert.ContextNotNull(turnContext);
        BotAssert.ActivityNotNull(activity);
        ArgumentException.ThrowIfNullOrWhiteSpace(teamsChannelId);

        ConversationReference? reference = null;
        var id = "";
        await turnContext.Adapter.CreateConversationAsync(
            botAppId,
            Channels.Msteams,
            turnContext.Activity.ServiceUrl ?? "",
            AuthenticationConstants.ToChannelFromBotOAuthScope,
            new ConversationParameters
            {
                IsGroup = true,
                ChannelData = new TeamsChannelData { Channel = new ChannelInfo(teamsChannelId) },
                Activity = (Activity)activity,
            },
            (turn, _) =>
            {
                (reference, id) = (turn.Activity.GetConversationReference(), turn.Activity.Id ?? "");
                return Task.CompletedTask;
            },
            cancellationToken);
        return Tuple.Create(reference ?? throw new InvalidOperationException("The adapter ran no turn in the new thread."), id);
    }

    private static Task<TeamsChannelAccount> MemberAsync(ITurnContext turnContext, string conversationId, string userId, CancellationToken cancellationToken) =>
        Client(turnContext).SendAsync<TeamsChannelAccount>(
            HttpMethod.Get, $"{Conversations.Conversation(conversationId)}/members/{ConnectorClient.Segment(userId)}", null, cancellationToken);

    private static Task<TeamsPagedMembersResult> PageAsync(ITurnContext turnContext, string conversationId, string? continuationToken, int? pageSize, CancellationToken cancellationToken) =>
        Client(turnContext).SendAsync<TeamsPagedMembersResult>(
            HttpMethod.Get, Conversations.PagedMembers(conversationId, pageSize, continuationToken), null, cancellationToken);

    private static async Task<IEnumerable<TeamsChannelAccount>> AllAsync(Func<string?, Task<TeamsPagedMembersResult>> read)
    {
        var members = new List<TeamsChannelAccount>();
        string? token = null;
        for (var page = 0; page < MostPages; page++)
        {
            var result = await read(token);
            members.AddRange(result.Members);
            if (string.IsNullOrEmpty(result.ContinuationToken))
                return members;
            token = result.ContinuationToken;
        }

        throw new InvalidOperationException("Teams gave no last page of members.");
    }

    private static string ConversationOf(ITurnContext turnContext) =>
        turnContext.Activity.Conversation?.Id ?? throw new InvalidOperationException("The turn is in no conversation.");

    private static string TeamOf(ITurnContext turnContext, string? teamId) =>
        teamId ?? turnContext.Activity.TeamsGetTeamInfo()?.Id ?? throw new InvalidOperationException("This is only to be had within a team.");

    private static ConnectorClient Client(ITurnContext turnContext) =>
        turnContext.TurnState.Get<IConnectorClient>() as ConnectorClient ?? throw new InvalidOperationException("The turn has no connector client.");
}
