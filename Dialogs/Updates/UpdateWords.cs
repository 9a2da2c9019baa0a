using CampaignBot.Core.Campaign;
using CampaignBot.Core.People;
using CampaignBot.Core.Subscriptions;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Wording;

namespace CampaignBot.Dialogs.Updates;

/// <summary>Says what somebody gets, how often and where.</summary>
internal static class UpdateWords
{
    /// <summary>"The river and Events, once a week, here".</summary>
    public static string Of(UpdateWishes wishes, CampaignContent content, string language) => string.Join(", ", Topics(wishes.Topics, content, language), Often(wishes.HowOften, language), Words.Say(UpdatePhrase.ToHere, language));

    public static string Topics(IReadOnlyList<string> ids, CampaignContent content, string language) =>
        Words.List([.. ids.Select(id => content.Topics.FirstOrDefault(t => t.Id == id)?.Title[language] ?? id)], language);

    public static string Often(Frequency frequency, string language) => Words.Say(
        frequency switch
        {
            Frequency.AsItHappens => UpdatePhrase.OftenAsItHappens,
            Frequency.Weekly => UpdatePhrase.OftenWeekly,
            _ => UpdatePhrase.OftenOnlyImportant,
        },
        language);

    public static IReadOnlyList<Option> Options(IEnumerable<Topic> topics, string language) =>
        [.. topics.Select(t => new Option(t.Id, t.Title[language], t.Words.GetValueOrDefault(language) ?? []))];
}
