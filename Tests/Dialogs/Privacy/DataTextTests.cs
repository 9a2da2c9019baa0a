using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using CampaignBot.Core.Canvassing;
using CampaignBot.Core.Cases;
using CampaignBot.Core.Consent;
using CampaignBot.Core.Events;
using CampaignBot.Core.Feedback;
using CampaignBot.Core.People;
using CampaignBot.Core.Subscriptions;
using CampaignBot.Core.Surveys;
using CampaignBot.Core.Volunteering;
using CampaignBot.Core.Voting;
using CampaignBot.Dialogs.Privacy;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Dialogs.Privacy;

public class DataTextTests
{
    /// <summary>What is never shown: ids, and what is kept to run things.</summary>
    private static readonly HashSet<string> Internal = new(
        "act actId by person conversation what changedBy cancelledBy isToldCancelled own id identifiers placeId revision link answeredBy asker isUrgent canvasser canText isOptedOut country".Split(' '), StringComparer.Ordinal);

    /// <summary>All that is stored about people.</summary>
    public static TheoryData<string> Kept => [.. Types.Keys];

    private static readonly Dictionary<string, JsonTypeInfo> Types = new JsonTypeInfo[]
    {
        VolunteerJson.Default.Volunteer, SignUpJson.Default.SignUp, OpinionsJson.Default.Priorities, OpinionsJson.Default.Comment,
        OpinionsJson.Default.ConversationRating, PersonJson.Default.Person, SurveysJson.Default.SurveyAnswers, VotingPlanJson.Default.VotingPlan,
        CaseJson.Default.Case, ContactJson.Default.ContactReport, SubscriptionsJson.Default.UpdateWishes,
    }.ToDictionary(t => t.Type.Name, StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Kept))]
    public void Fields_OfWhatIsKept_AreCalledSomething(string kept)
    {
        var shown = Types[kept].Properties.Where(p => p.Get is not null && !Internal.Contains(p.Name)).ToList();

        Assert.NotEmpty(shown);
        Assert.All(shown, p => Assert.True(Enum.TryParse<DataWord>(p.Name, ignoreCase: true, out _), $"{p.Name} has no word"));
        Assert.All(
            shown.Select(p => Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType).Where(t => t.IsEnum).SelectMany(Enum.GetNames),
            value => Assert.True(Enum.TryParse<DataWord>(value, out _), $"{value} has no word"));
    }

    [Fact]
    public async Task Case_InSpanish_HasNoWordOfOurs()
    {
        var text = new DataText(await SampleContent.Loaded, "es").Of("cases", [Entry("""{"number":"39805","kind":"Person","language":"es","at":"2026-11-22T10:00:00.0000000Z","phone":"+15555550188","status":"Open"}""")]);

        Assert.Equal(
            """
            **Consultas a nuestra oficina**
            - número: 39805; para: una persona de la campaña; idioma: español; el: 22 de noviembre de 2026; teléfono: (555) 555-0188; estado: abierta
            """,
            text);
    }

    [Fact]
    public async Task Volunteer_AndAReport_AreToldByTheirTitles()
    {
        var data = new DataText(await SampleContent.Loaded, "es");

        Assert.Equal(
            "**Voluntariado**\n- canal: mensajes de texto; nombre: Ana; ayuda con: Traducir; días: sábado y domingo; podemos contactarle: sí",
            data.Of("volunteering", [Entry("""{"channelId":"sms","name":"Ana","works":["translation"],"days":["Saturday","Sunday"],"mayContact":true}""")]));
        Assert.Equal(
            "**Puertas y llamadas que reportó**\n- cómo: en la puerta; resultado: no estaba",
            data.Of("contacts", [Entry("""{"contactType":"in-person","statusCode":"not-home"}""")]));
    }

    private static JsonObject Entry(string json) => JsonNode.Parse(json)!.AsObject();
}
