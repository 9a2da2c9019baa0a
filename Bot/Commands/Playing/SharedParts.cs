using CampaignBot.Core.Campaign;
using CampaignBot.Core.Knowledge;
using CampaignBot.Core.Understanding.Classification;
using CampaignBot.Core.Understanding.Guarding;
using CampaignBot.Core.Voting;
using CampaignBot.Dialogs.Understanding;
using Microsoft.Bot.Builder;

namespace CampaignBot.Commands.Playing;

/// <summary>
/// What takes a second to make and never changes, made once for all the stages of a campaign: the content, the classifier,
/// the guard, the index of answers, where people vote. In place of these, a stage makes none of its own.
/// </summary>
/// <param name="folder">The content's folder.</param>
internal sealed class SharedParts(string folder, CampaignContent content, IntentModel model, Guard guard)
{
    private readonly Answerer _answerer = new(content, TimeProvider.System);
    private readonly VotingGuide _voting = new(token => VotingFolder.LoadAsync(folder, token), TimeProvider.System, content.Profile.TimeZone);

    public string Folder => folder;

    public CampaignContent Content => content;

    /// <summary>Registers them over those that the program registers.</summary>
    public void AddTo(IServiceCollection services, TimeProvider clock)
    {
        var zone = content.Profile.TimeZone;
        services.AddSingleton<IRecognizer>(new EmbeddedRecognizer(Task.FromResult(model), clock, zone));
        services.AddSingleton(new Understanding.CampaignModel(Task.FromResult(model)));
        services.AddSingleton(new Understanding.CampaignGuard(Task.FromResult(guard)));
        services.AddSingleton(_answerer.At(clock));
        services.AddSingleton(new VotingGuide(async token => await _voting.FeedsAsync(token), clock, zone));
    }
}
