using CampaignBot.Core.Understanding;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Core.Understanding;

public sealed class FoldedTextTests
{
    [Theory]
    [InlineData("  ¿Dónde VOTO?  ", "donde voto")]
    [InlineData("I don’t know… what's up", "i dont know whats up")]
    [InlineData("holaaaaa!!! 😀👍🏽", "hola")]
    [InlineData("too sooo", "too so")]
    [InlineData("mañana", "manana")]
    [InlineData("投票する", "投票する")]
    [InlineData("🗳️", "")]
    [InlineData("", "")]
    public void Fold_AsPeopleType_LeavesPlainWords(string text, string expected) => Assert.Equal(expected, FoldedText.Fold(text));

    [Fact]
    public void Key_OfAnEmoji_IsTheEmojiItself()
    {
        Assert.NotEqual(FoldedText.Key("👍"), FoldedText.Key("👎"));
        Assert.Equal(FoldedText.Key("Hello!"), FoldedText.Key("hello 👋"));
    }

    [Fact]
    public void Fold_EndlessText_IsCutNotRefused() => Assert.True(FoldedText.Fold(string.Join(' ', Enumerable.Repeat("vote", 5_000))).Length <= FoldedText.MaxLength);
}

public sealed class WordFormsTests
{
    [Theory]
    [InlineData("en", "voting", "votes")]
    [InlineData("en", "registered", "registering")]
    [InlineData("en", "policies", "policy")]
    [InlineData("en", "stopped", "stopping")]
    [InlineData("es", "votar", "votando")]
    [InlineData("es", "boletas", "boleta")]
    [InlineData("es", "registrarse", "registrado")]
    [InlineData("es", "elecciones", "eleccion")]
    public void Stem_FormsOfOneWord_Meet(string language, string one, string other) =>
        Assert.Equal(Stem(language, one), Stem(language, other));

    [Theory]
    [InlineData("en", "u", "you")]
    [InlineData("en", "2moro", "tomorrow")]
    [InlineData("es", "q", "que")]
    [InlineData("es", "xq", "porque")]
    [InlineData("es", "u", "u")]
    public void WriteOut_Shorthand_IsTheLanguagesOwn(string language, string word, string expected) =>
        Assert.Equal(expected, WordForms.Of(language).WriteOut(word).ToString());

    [Theory]
    [InlineData("regster", "register", 1)]
    [InlineData("teh", "the", 1)]
    [InlineData("vote", "vote", 0)]
    [InlineData("", "vote", 4)]
    public void EditDistance_Slips_AreCounted(string a, string b, int expected) => Assert.Equal(expected, EditDistance.Between(a, b));

    private static string Stem(string language, string word)
    {
        Span<char> stem = stackalloc char[word.Length + 1];
        return new string(stem[..WordForms.Of(language).Stem(word, stem)]);
    }
}

public sealed class PlacesTests
{
    private readonly Places _places = new(["Alder Falls", "Alder County", "Wenatka"]);

    [Theory]
    [InlineData("how do i vote in Ohio", "Ohio")]
    [InlineData("voter registration deadline texas", "Texas")]
    [InlineData("¿cómo voto en Nueva York?", "Nueva York")]
    [InlineData("can I vote in West Virginia", "West Virginia")]
    [InlineData("how do I vote in another state", "another state")]
    public void Elsewhere_AnotherPlace_IsNamed(string question, string place) => Assert.Equal(place, _places.Elsewhere(question));

    [Theory]
    [InlineData("I moved here from Ohio, how do I register")]
    [InlineData("I moved from Ohio")]
    [InlineData("can I use my California license")]
    [InlineData("nací en México, ¿puedo votar?")]
    [InlineData("is the polling place on Washington Street open")]
    [InlineData("where do I vote in Alder Falls, I come out of Texas")]
    [InlineData("where do I vote")]
    public void Elsewhere_OursOrOnlyMentioned_IsNone(string question) => Assert.Null(_places.Elsewhere(question));
}

public sealed class LanguageDetectorTests : IAsyncLifetime
{
    private LanguageDetector _detector = null!;

    public async Task InitializeAsync()
    {
        var content = await SampleContent.Loaded;
        _detector = LanguageDetector.Of(content);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("where do i vote", "en")]
    [InlineData("donde voto", "es")]
    [InlineData("¿?", "es")]
    [InlineData("gracias", "es")]
    [InlineData("thx", "en")]
    [InlineData("boleta", "es")]
    [InlineData("necesito información sobre el voto por correo please", "es")]
    [InlineData("i want to know about the medida", "en")]
    [InlineData("👍", null)]
    [InlineData("12345", null)]
    [InlineData("", null)]
    [InlineData("Alder Falls", null)]
    [InlineData("7 Main St Fairfax VA", null)]
    [InlineData("Maria Lopez 12 Mill St", null)]
    [InlineData("12 mil street", null)]
    [InlineData("calle mill 12, 98701", null)]
    [InlineData("jose.garcia@correo.example", null)]
    [InlineData("503 555 0142", null)]
    [InlineData("my name is Guadalupe Reyes de la Cruz", "en")]
    [InlineData("vivo en 7 Main St", "es")]
    public void Detect_ShortMessages_SaysOrStaysUnsure(string text, string? expected) => Assert.Equal(expected, _detector.Detect(text));
}
