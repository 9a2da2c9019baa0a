using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;

namespace Microsoft.Bot.Builder.Teams;

/// <summary>A bot with methods for what happens in Teams, beside those of <see cref="ActivityHandler"/>.</summary>
public class TeamsActivityHandler : ActivityHandler
{
    /// <summary>Calls the method for the kind of change that Teams names, with the members asked for where some joined.</summary>
    protected override Task OnConversationUpdateActivityAsync(ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken)
    {
        BotAssert.ContextNotNull(turnContext);
        if (turnContext.Activity.ChannelId != Channels.Msteams)
            return base.OnConversationUpdateActivityAsync(turnContext, cancellationToken);

        TeamsChannelData? data = null;
        turnContext.Activity.TryGetChannelData(ref data);
        if (turnContext.Activity.MembersAdded is { Count: > 0 } added)
            return OnTeamsMembersAddedDispatchAsync(added, data?.Team, turnContext, cancellationToken);
        if (turnContext.Activity.MembersRemoved is { Count: > 0 } removed)
            return OnTeamsMembersRemovedDispatchAsync(removed, data?.Team, turnContext, cancellationToken);

        return (data?.EventType, data?.Channel, data?.Team) switch
        {
            ("channelCreated", { } channel, var team) => OnTeamsChannelCreatedAsync(channel, team, turnContext, cancellationToken),
            ("channelDeleted", { } channel, var team) => OnTeamsChannelDeletedAsync(channel, team, turnContext, cancellationToken),
            ("channelRenamed", { } channel, var team) => OnTeamsChannelRenamedAsync(channel, team, turnContext, cancellationToken),
            ("channelRestored", { } channel, var team) => OnTeamsChannelRestoredAsync(channel, team, turnContext, cancellationToken),
            ("teamArchived", _, { } team) => OnTeamsTeamArchivedAsync(team, turnContext, cancellationToken),
            ("teamDeleted", _, { } team) => OnTeamsTeamDeletedAsync(team, turnContext, cancellationToken),
            ("teamHardDeleted", _, { } team) => OnTeamsTeamHardDeletedAsync(team, turnContext, cancellationToken),
            ("teamRenamed", _, { } team) => OnTeamsTeamRenamedAsync(team, turnContext, cancellationToken),
            ("teamRestored", _, { } team) => OnTeamsTeamRestoredAsync(team, turnContext, cancellationToken),
            ("teamUnarchived", _, { } team) => OnTeamsTeamUnarchivedAsync(team, turnContext, cancellationToken),
            _ => base.OnConversationUpdateActivityAsync(turnContext, cancellationToken),
        };
    }

    /// <summary>Calls <see cref="OnTeamsCardActionInvokeAsync"/> for an invoke without a name, as Teams sends a card's <c>invoke</c> button.</summary>
    protected override Task<InvokeResponse?> OnInvokeActivityAsync(ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken)
    {
        BotAssert.ContextNotNull(turnContext);
        return turnContext.Activity is { Name: null, ChannelId: Channels.Msteams }
            ? OnTeamsCardActionInvokeAsync(turnContext, cancellationToken)
            : base.OnInvokeActivityAsync(turnContext, cancellationToken);
    }

    /// <summary>Answers an invoke without a name; 501 unless overridden.</summary>
    protected virtual Task<InvokeResponse?> OnTeamsCardActionInvokeAsync(ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken) =>
        throw new InvokeResponseException(System.Net.HttpStatusCode.NotImplemented);

    protected override Task OnMessageUpdateActivityAsync(ITurnContext<IMessageUpdateActivity> turnContext, CancellationToken cancellationToken)
    {
        BotAssert.ContextNotNull(turnContext);
        return EventType(turnContext) switch
        {
            "editMessage" => OnTeamsMessageEditAsync(turnContext, cancellationToken),
            "undeleteMessage" => OnTeamsMessageUndeleteAsync(turnContext, cancellationToken),
            _ => base.OnMessageUpdateActivityAsync(turnContext, cancellationToken),
        };
    }

    protected override Task OnMessageDeleteActivityAsync(ITurnContext<IMessageDeleteActivity> turnContext, CancellationToken cancellationToken)
    {
        BotAssert.ContextNotNull(turnContext);
        return EventType(turnContext) == "softDeleteMessage"
            ? OnTeamsMessageSoftDeleteAsync(turnContext, cancellationToken)
            : base.OnMessageDeleteActivityAsync(turnContext, cancellationToken);
    }

    protected virtual Task OnTeamsMessageEditAsync(ITurnContext<IMessageUpdateActivity> turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    protected virtual Task OnTeamsMessageUndeleteAsync(ITurnContext<IMessageUpdateActivity> turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    protected virtual Task OnTeamsMessageSoftDeleteAsync(ITurnContext<IMessageDeleteActivity> turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Asks Teams who the members are, as the activity has their ids only, and calls <see cref="OnTeamsMembersAddedAsync"/>. The bot
    /// itself is passed on as it came, and so is a member who has left again.
    /// </summary>
    protected virtual async Task OnTeamsMembersAddedDispatchAsync(IList<ChannelAccount> membersAdded, TeamInfo? teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(membersAdded);
        BotAssert.ContextNotNull(turnContext);
        var members = new List<TeamsChannelAccount>();
        foreach (var member in membersAdded)
        {
            // A turn that only collects replies has no client to ask with.
            var known = member.Id == turnContext.Activity.Recipient?.Id || turnContext.TurnState.Get<IConnectorClient>() is null;
            members.Add(known ? Plain(member) : await AskAsync(turnContext, member, cancellationToken));
        }

        await OnTeamsMembersAddedAsync(members, teamInfo, turnContext, cancellationToken);
    }

    /// <summary>Calls <see cref="OnTeamsMembersRemovedAsync"/>; Teams tells nothing of who has left.</summary>
    protected virtual Task OnTeamsMembersRemovedDispatchAsync(IList<ChannelAccount> membersRemoved, TeamInfo? teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(membersRemoved);
        return OnTeamsMembersRemovedAsync([.. membersRemoved.Select(Plain)], teamInfo, turnContext, cancellationToken);
    }

    /// <summary>Calls <see cref="ActivityHandler.OnMembersAddedAsync"/> unless overridden.</summary>
    protected virtual Task OnTeamsMembersAddedAsync(IList<TeamsChannelAccount> teamsMembersAdded, TeamInfo? teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
        OnMembersAddedAsync([.. teamsMembersAdded], turnContext, cancellationToken);

    /// <summary>Calls <see cref="ActivityHandler.OnMembersRemovedAsync"/> unless overridden.</summary>
    protected virtual Task OnTeamsMembersRemovedAsync(IList<TeamsChannelAccount> teamsMembersRemoved, TeamInfo? teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
        OnMembersRemovedAsync([.. teamsMembersRemoved], turnContext, cancellationToken);

    protected virtual Task OnTeamsChannelCreatedAsync(ChannelInfo channelInfo, TeamInfo? teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    protected virtual Task OnTeamsChannelDeletedAsync(ChannelInfo channelInfo, TeamInfo? teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    protected virtual Task OnTeamsChannelRenamedAsync(ChannelInfo channelInfo, TeamInfo? teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    protected virtual Task OnTeamsChannelRestoredAsync(ChannelInfo channelInfo, TeamInfo? teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    protected virtual Task OnTeamsTeamArchivedAsync(TeamInfo teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    protected virtual Task OnTeamsTeamDeletedAsync(TeamInfo teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    protected virtual Task OnTeamsTeamHardDeletedAsync(TeamInfo teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    protected virtual Task OnTeamsTeamRenamedAsync(TeamInfo teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    protected virtual Task OnTeamsTeamRestoredAsync(TeamInfo teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    protected virtual Task OnTeamsTeamUnarchivedAsync(TeamInfo teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    private static string? EventType(ITurnContext turnContext)
    {
        TeamsChannelData? data = null;
        return turnContext.Activity.ChannelId == Channels.Msteams && turnContext.Activity.TryGetChannelData(ref data) ? data?.EventType : null;
    }

    private static TeamsChannelAccount Plain(ChannelAccount member) =>
        new() { Id = member.Id, Name = member.Name, AadObjectId = member.AadObjectId, Role = member.Role, Properties = member.Properties };

    private static async Task<TeamsChannelAccount> AskAsync(ITurnContext turnContext, ChannelAccount member, CancellationToken cancellationToken)
    {
        try
        {
            return await TeamsInfo.GetMemberAsync(turnContext, member.Id ?? "", cancellationToken);
        }
        catch (ErrorResponseException e) when (e.Response?.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            return Plain(member);
        }
    }
}
