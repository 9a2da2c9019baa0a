using System.CommandLine;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Subscriptions;

namespace CampaignBot.Commands;

/// <summary><c>update</c>: tells those who asked to hear of a topic.</summary>
internal static class UpdateCommand
{
    private const int LongestText = 1_000;

    public static Command Make()
    {
        var topic = new Argument<string>("topic") { Description = "The topic: the name of a file of topics/" };
        var texts = new Option<string[]>("--text") { Description = "What to say, once a language: --text \"en=...\" --text \"es=...\"", Arity = ArgumentArity.OneOrMore, Required = true };
        var important = new Option<bool>("--important") { Description = "It can't wait: also for those who want only that" };
        var days = new Option<int>("--days") { Description = "For how many days it is of use; who can't be reached by then doesn't get it", DefaultValueFactory = _ => 7 };
        var show = new Option<bool>("--show") { Description = "Count who would get it, and send nothing" };
        var update = new Command(
            "update",
            "Tell those who asked to hear of a topic. The serving program sends it, within the hours of Reminders, to whoever still wants it then; whoever chose "
            + "once a week gets all of the week's on Monday. Running it again sends nobody anything twice. Example: update river --text \"en=Clean-up on Saturday at 9.\" --text \"es=Limpieza el sábado a las 9.\" --show")
        { topic, texts, important, days, show };
        update.Does(async (parsed, cancellationToken) =>
        {
            var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
            builder.Logging.ClearProviders();
            await Program.AddBotAsync(builder);
            using var program = builder.Build();
            var (content, clock) = (program.Services.GetRequiredService<CampaignContent>(), program.Services.GetRequiredService<TimeProvider>());
            var said = Read(parsed.GetValue(texts)!, content);
            if (!content.Topics.Any(t => t.Id == parsed.GetValue(topic)))
                throw new InvalidDataException($"There is no topic '{parsed.GetValue(topic)}'; there are {string.Join(", ", content.Topics.Select(t => t.Id))}.");
            if (parsed.GetValue(days) is < 1 or > 60)
                throw new InvalidDataException("--days must be between 1 and 60.");
            var now = clock.GetUtcNow();
            var counts = await program.Services.GetRequiredService<UpdateBook>().AnnounceAsync(
                new Update(Update.IdOf(parsed.GetValue(topic)!, said), parsed.GetValue(topic)!, said, parsed.GetValue(important), now, now.AddDays(parsed.GetValue(days))),
                content.Profile.TimeZone,
                parsed.GetValue(show),
                cancellationToken);
            await Console.Out.WriteLineAsync(counts.Count == 0 ? "Nobody has asked to hear of it." : string.Join('\n', counts.OrderBy(c => c.Key).Select(c => $"{c.Value,6} {Told(c.Key)}")));
            return 0;
        });
        return update;
    }

    /// <summary>The texts by language, one in each that the campaign speaks.</summary>
    private static Dictionary<string, string> Read(string[] texts, CampaignContent content)
    {
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            if (text.Split('=', 2, StringSplitOptions.TrimEntries) is not [var language, { Length: > 0 and <= LongestText } words] || !content.Profile.Languages.Contains(language, StringComparer.Ordinal))
                throw new InvalidDataException($"--text '{text[..Math.Min(text.Length, 20)]}' must be a language of the campaign ({string.Join(", ", content.Profile.Languages)}), '=', and up to {LongestText} characters.");
            said[language] = words;
        }
        return content.Profile.Languages.FirstOrDefault(l => !said.ContainsKey(l)) is { } missing
            ? throw new InvalidDataException($"--text for '{missing}' is missing: everybody reads it in their own language.")
            : said;
    }

    private static string Told(Reach reach) => reach switch
    {
        Reach.Now => "get it as soon as the hour allows",
        Reach.Weekly => "get it on Monday, with the others of the week",
        Reach.Paused => "have paused: they get it afterwards, if it is still of use",
        Reach.NotImportant => "want only what can't wait (--important)",
        Reach.NoConsent => "have opted out since",
        Reach.NotAllowed => "are on a channel that allows none (Messenger), or by SMS while Reminders:SmsRegistration is empty",
        _ => "get it already at the same address",
    };
}
