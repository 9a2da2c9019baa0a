using System.Text;
using System.Text.Json;
using CampaignBot.Commands.Playing;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Documents;
using CampaignBot.Core.Events;
using CampaignBot.Core.People;
using CampaignBot.Core.Privacy;
using CampaignBot.Core.Reminders;
using CampaignBot.Core.Volunteering;
using CampaignBot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignBot.Tests.Dialogs.Joining;

/// <summary>What joining in leaves behind, with the program put together as it is; what is said stands in the transcripts.</summary>
public sealed class JoiningTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 18, 0, 0, TimeSpan.Zero);
    private readonly Dictionary<string, Actor> _people = new(StringComparer.Ordinal);
    private Stage _stage = null!;
    private int _deliveries;

    public async Task InitializeAsync() => _stage = await Stage.OpenAsync(new StoryClock(Now), [], shared: await SampleContent.Shared);

    public async Task DisposeAsync() => await _stage.DisposeAsync();

    [Fact]
    public async Task Volunteer_WhoMayBeContacted_LeavesTheEvidenceWithItsWording()
    {
        await SayAsync("ana", "sign me up to knock doors saturday, i'm ana lopez 503 555 0142", "english", "yes", "yes");

        var consent = Assert.Single(await BodiesAsync("consent", "sms:+15035550142"));
        Assert.Equal(("OptIn", "volunteering", "directline", "en"), (Text(consent, "act"), Text(consent, "programme"), Text(consent, "source"), Text(consent, "language")));
        Assert.StartsWith("May Yes on Measure 4 call, text or e-mail you about volunteering, at (503) 555-0142?", Text(consent, "wording"), StringComparison.Ordinal);
        var volunteer = (await _stage.Services.GetRequiredService<VolunteerBook>().FindAsync(new ChannelAddress("directline", "ana")))!;
        Assert.Equal(("Ana Lopez", "doors", "Saturday", true), (volunteer.Name, volunteer.Works[0], volunteer.Days[0].ToString(), volunteer.MayContact));
        var person = (await _stage.Services.GetRequiredService<PersonDirectory>().AtAsync("directline", "ana"))!;
        Assert.Equal(("Ana", "Lopez", "+15035550142"), (person.GivenName, person.FamilyName, person.Phone));
    }

    [Fact]
    public async Task Volunteer_WhoMayNotBeContacted_LeavesNoConsent()
    {
        await SayAsync("ana", "sign me up to knock doors saturday, i'm ana lopez 503 555 0142", "english", "no", "yes");

        Assert.Empty(await BodiesAsync("consent", null));
        Assert.False((await _stage.Services.GetRequiredService<VolunteerBook>().FindAsync(new ChannelAddress("directline", "ana")))!.MayContact);
    }

    [Fact]
    public async Task SignUp_ForAnImportedEvent_CountsThePlacesTakenElsewhere()
    {
        var place = new EventPlace("Grange Hall", ["31 Grange Road"], "Alder Falls", "WK", "98703", null, null, IsPublic: true);
        await _stage.Services.GetRequiredService<EventCalendar>().SaveAsync(
            new CampaignEvent("b1", ["osdi:b1"], "Bake sale", Now.AddDays(4), Now.AddDays(4).AddHours(3), "America/Los_Angeles") { Place = place, Capacity = 21, Accepted = 20, Instructions = "A cake" }, null);

        var said = await SayAsync("ana", "rsvp for the bake sale, i'm Ana Lopez, just me", "yes", "no");
        var next = await SayAsync("ben", "rsvp for the bake sale, i'm Ben Cho, just me", "yes", "no");

        Assert.Contains("When: Friday, November 27, 10 a.m. to 1 p.m.", said[0], StringComparison.Ordinal);
        Assert.Contains("Where: Grange Hall, 31 Grange Road, Alder Falls, WK 98703", said[0], StringComparison.Ordinal);
        Assert.StartsWith("Done, Ana!", said[2], StringComparison.Ordinal);
        Assert.Contains("Shall I put you on the waiting list?", next[0], StringComparison.Ordinal);
        Assert.StartsWith("You're number 1 on the waiting list.", next[2], StringComparison.Ordinal);
        var consent = Assert.Single(await BodiesAsync("consent", "directline:ben"));
        Assert.Equal((SignUps.WaitingList, "OptIn"), (Text(consent, "programme"), Text(consent, "act")));
    }

    [Fact]
    public async Task Event_CalledOffWhileSomebodyLooksAtIt_IsNotSignedUpForAndWhatIsOnIsShown()
    {
        var calendar = _stage.Services.GetRequiredService<EventCalendar>();
        await calendar.SaveAsync(new CampaignEvent("b1", [], "Bake sale", Now.AddDays(4), null, null), null);
        await SayAsync("ana", "rsvp for the bake sale, i'm Ana Lopez, just me");
        await foreach (var (known, etag) in calendar.AllAsync())
            await calendar.SaveAsync(known with { Status = EventStatus.Cancelled }, etag);

        var said = await SayAsync("ana", "yes");

        Assert.StartsWith("Here is what's coming up:", said[0], StringComparison.Ordinal);
        Assert.Empty(await BodiesAsync("sign-up", null));
    }

    [Fact]
    public async Task Place_ThatComesFree_IsToldOnceToTheNextInTheirLanguage()
    {
        await SayAsync("ana", "put me on the office shift on december 7, i'm ana lopez", "yes", "no");
        await SayAsync("ben", "put me on the office shift on december 7, i'm ben cho", "yes", "no");
        await SayAsync("cleo", "apúnteme en el turno de oficina del 7 de diciembre, soy Cleo Díaz", "sí", "no");

        await SayAsync("ana", "i can't make it", "yes");

        var reminder = Assert.Single(await _stage.Services.GetRequiredService<ReminderBook>().OfAsync("directline", "cleo"));
        Assert.Equal(("talk with cleo", Now, new DateTimeOffset(2026, 12, 7, 14, 0, 0, TimeSpan.FromHours(-8))), (reminder.Conversation, reminder.Due, reminder.Until));
        var write = _stage.Services.GetRequiredKeyedService<ReminderText>(reminder.Topic);
        var message = (await write(reminder, Now, default))!;
        Assert.Equal("es", message.Language);
        Assert.Equal(
            "Buenas noticias de Sí a la Medida 4: se liberó un lugar y ahora es suyo.\n**Ayudar en la oficina**: lunes 7 de diciembre, 2 p. m. a 5 p. m.\n"
            + "Si no puede venir, escriba «No puedo ir» y lo tendrá otra persona. Responda ALTO para no recibir más mensajes.",
            message.Text);
        await SayAsync("cleo", "No puedo ir", "sí");
        Assert.Null(await write(reminder, Now, default));
    }

    [Fact]
    public async Task Data_OfSomebody_IsShownAndDeletedAndTheirPlaceGoesToTheNext()
    {
        foreach (var name in new[] { "ana", "ben", "cleo" })
            await SayAsync(name, $"put me on the office shift on december 7, i'm {name} lopez", "yes", "no");
        await SayAsync("ana", "sign me up to volunteer", "postcards", "english", "weekends", "ana@example.org", "yes", "yes");
        var someone = new Someone(null, [new ChannelAddress("directline", "ana")]);
        var kinds = _stage.Services.GetServices<IPersonalData>().Where(d => d.Name is "sign-ups" or "volunteering").ToList();

        var shown = new List<string>();
        foreach (var kind in kinds)
        {
            shown.AddRange((await kind.CollectAsync(someone, default)).Select(o => o.ToJsonString()));
            await kind.DeleteAsync(someone, "delete", default);
        }

        Assert.Equal(2, shown.Count);
        Assert.Contains(shown, s => s.Contains("Help at the office", StringComparison.Ordinal));
        Assert.Contains(shown, s => s.Contains("ana@example.org", StringComparison.Ordinal));
        Assert.DoesNotContain(shown, s => s.Contains("\"act\"", StringComparison.Ordinal));
        foreach (var kind in kinds)
            Assert.Empty(await kind.CollectAsync(someone, default));
        Assert.DoesNotContain("ana", string.Concat((await BodiesAsync("roll", null)).Select(r => r.ToString())), StringComparison.Ordinal);
        Assert.DoesNotContain("waiting list", (await SayAsync("cleo", "my sign-ups"))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Donate_WhereTheCampaignTakesNoGifts_SaysSo()
    {
        var folder = Directory.CreateTempSubdirectory("content-");
        try
        {
            SampleContent.CopyTo(folder);
            var file = Path.Combine(folder.FullName, "campaign.yaml");
            var yaml = await File.ReadAllTextAsync(file);
            var (from, to) = (yaml.IndexOf("\ngiving:", StringComparison.Ordinal), yaml.IndexOf("\nelection:", StringComparison.Ordinal));
            await File.WriteAllTextAsync(file, yaml.Remove(from, to - from));
            var content = await CampaignContent.LoadAsync(folder.FullName, new FixedClock(Now));
            await _stage.DisposeAsync();
            _stage = await Stage.OpenAsync(new StoryClock(Now), [], shared: await SampleContent.SharedWith(folder.FullName, content));

            var said = await SayAsync("ana", "How to give", "Cómo aportar");

            Assert.Equal("The campaign takes no gifts through this chat. Our office can tell you more: (555) 555-0142 or hello@yesonmeasure4.example.", said[0]);
            Assert.StartsWith("La campaña no recibe donativos por este chat.", said[1], StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What the bot says to each message, its parts joined; the first one's disclosure left out.</summary>
    private async Task<IReadOnlyList<string>> SayAsync(string name, params string[] messages)
    {
        var said = new List<string>();
        foreach (var message in messages)
        {
            var isNew = !_people.TryGetValue(name, out var actor);
            if (actor is null)
                _people[name] = actor = new Actor("directline", name, $"talk with {name}");
            var replies = await _stage.PlayAsync(actor.Says(message), $"delivery-{++_deliveries}");
            said.Add(string.Join('\n', replies.Select(r => r.Text).Skip(isNew ? 1 : 0)));
        }
        return said;
    }

    private async Task<IReadOnlyList<JsonElement>> BodiesAsync(string kind, string? partition) =>
        [.. (await _stage.Documents.QueryAsync(new DocumentQuery(kind, partition))).Documents.Select(d => JsonDocument.Parse(Encoding.UTF8.GetString(d.Body.Span)).RootElement)];

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
