using System.Text.Json.Nodes;
using CampaignBot.Core.Campaign;

namespace CampaignBot.Channels.Facebook;

/// <summary>What Messenger shows before anything is said and beside the conversation: the greeting, "get started", questions to tap and the menu, in every language of the campaign.</summary>
internal static class MessengerProfile
{
    private const int MaxGreeting = 160;
    private const int MaxMenu = 3;
    private const int MaxMenuTitle = 30;
    private const int MaxIceBreakers = 4;
    private const int MaxQuestion = 80;

    /// <summary>The body for <c>me/messenger_profile</c> (Messenger Platform, "Messenger Profile").</summary>
    /// <param name="menu">The titles of the menu in a language; what is tapped says its title.</param>
    public static JsonObject Of(CampaignContent content, Func<string, IReadOnlyList<string>> menu)
    {
        var locales = content.Profile.Languages.SelectMany(LocalesOf).ToList();
        return new JsonObject
        {
            ["get_started"] = new JsonObject { ["payload"] = MessengerEvents.GetStarted },
            ["greeting"] = Each(locales, (locale, language) => new JsonObject { ["locale"] = locale, ["text"] = Cut(Greeting(content.Profile, language), MaxGreeting) }),
            ["persistent_menu"] = Each(locales, (locale, language) => new JsonObject
            {
                ["locale"] = locale,
                ["composer_input_disabled"] = false,
                ["call_to_actions"] = new JsonArray([.. menu(language).Take(MaxMenu).Select(t => new JsonObject { ["type"] = "postback", ["title"] = Cut(t, MaxMenuTitle), ["payload"] = t })]),
            }),
            ["ice_breakers"] = Each(locales, (locale, language) => new JsonObject
            {
                ["locale"] = locale,
                ["call_to_actions"] = new JsonArray(
                [
                    .. content.Profile.Suggestions.Select(id => content.Find(id, language)?.Title).OfType<string>().Take(MaxIceBreakers)
                        .Select(t => new JsonObject { ["question"] = Cut(t, MaxQuestion), ["payload"] = t }),
                ]),
            }),
        };
    }

    private static JsonArray Each(IEnumerable<(string Locale, string Language)> locales, Func<string, string, JsonObject> make) =>
        [.. locales.Select(l => make(l.Locale, l.Language))];

    // The first language is everybody's whose own isn't named; Facebook has two Spanishes.
    private static IEnumerable<(string Locale, string Language)> LocalesOf(string language, int place) => (place, language) switch
    {
        (0, _) => [("default", language)],
        (_, "es") => [("es_LA", language), ("es_ES", language)],
        (_, "en") => [("en_US", language), ("en_GB", language)],
        _ => [($"{language}_{language.ToUpperInvariant()}", language)],
    };

    private static string Greeting(CampaignProfile profile, string language) => $"{profile.ShortName[language]}. {profile.Greeting[language]}";

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(most - 1)].TrimEnd() + "…";
}
