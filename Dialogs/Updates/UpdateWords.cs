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
    public static string Of(UpdateWishes wishes, ChannelAddress here, CampaignContent content, string language) => string.Join(", ", Topics(wishes.Topics, content, language), Often(wishes.HowOften, language), To(wishes.To, here, language));

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

    public static string To(ChannelAddress to, ChannelAddress here, string language) => to == here ? Words.Say(UpdatePhrase.ToHere, language)
        : to.ChannelId == StayInTouchDialog.Email ? Words.Say(UpdatePhrase.ToEmail, language, to.Address)
        : Words.Say(UpdatePhrase.ToPhone, language, to.Address);

    public static IReadOnlyList<Option> Options(IEnumerable<Topic> topics, string language) =>
        [.. topics.Select(t => new Option(t.Id, t.Title[language], t.Words.GetValueOrDefault(language) ?? []))];
}
