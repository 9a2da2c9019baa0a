using Microsoft.Bot.Builder.Dialogs.Prompts;

namespace CampaignBot.Tests.BotFramework.Prompts;

public class PromptCultureModelsTests
{
    [Theory]
    [InlineData("es-MX", "es-es")]
    [InlineData("ES", "es-es")]
    [InlineData("en-GB", "en-us")]
    [InlineData("en_US", "en-us")]
    [InlineData("pt-PT", "pt-br")]
    [InlineData("zh-Hans-CN", "zh-cn")]
    [InlineData("tlh-KX", "tlh-kx")]
    [InlineData(null, "")]
    public void MapToNearestLanguage_Locale_GivesThatLanguages(string? locale, string expected) =>
        Assert.Equal(expected, PromptCultureModels.MapToNearestLanguage(locale));

    [Fact]
    public void Cultures_All_HaveTheirWords()
    {
        var cultures = PromptCultureModels.GetSupportedCultures();

        Assert.Equal(14, cultures.Select(c => c.Locale).Distinct().Count());
        Assert.All(cultures, c => Assert.All([c.Separator, c.InlineOr, c.InlineOrMore, c.YesInLanguage, c.NoInLanguage], Assert.NotNull));
        Assert.Equal(("es-es", "Sí", " o "), (PromptCultureModels.Spanish.Locale, PromptCultureModels.Spanish.YesInLanguage, PromptCultureModels.Spanish.InlineOr));
        Assert.Equal("tr-tr", PromptCultureModels.Turkish.Locale);
    }
}
