using CampaignBot.Core.Knowledge;
using CampaignBot.Core.Knowledge.Generation;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Core.Knowledge.Generation;

public sealed class GroundingTests
{
    private static readonly Provenance Official = new(true, new KnowledgeSource("Alder County Elections", new Uri("https://elections.aldercounty.example")), new DateOnly(2026, 10, 1), null, "Alder County");

    private static readonly CitedText[] English =
    [
        new("Polling hours", "Polling places open at 7 a.m. and close at 8 p.m. on Tuesday, November 7, 2028. If you are in line at 8 p.m., you may still vote.", "en", Official),
        new("Mail ballots", "Mail ballots must be postmarked by November 7, 2028 and arrive by November 14. No stamp is needed. Questions: (555) 555-0199 or help@aldercounty.example, [elections.aldercounty.example/mail](https://elections.aldercounty.example/mail).", "en", Official),
        new("Measure 4", "Measure 4 is a $4.2 million bond. It adds 12 bus stops and needs 55% of the vote. The mayor, Ana Torres, spoke at 80 Courthouse Square. The tax ends after twenty years.", "en", Official),
        new("Recinto", "Abre a las 7 a. m.", "es", Official),
    ];

    private static readonly CitedText[] Spanish =
    [
        new("Horario", "Las casillas abren a las 7 a. m. y cierran a las 8 p. m. del martes 7 de noviembre de 2028. Si está en la fila a las 8 p. m., todavía puede votar.", "es", Official),
        new("Boletas por correo", "La boleta debe tener matasellos del 7 de noviembre de 2028 a más tardar y llegar antes del 14 de noviembre. No hace falta estampilla. Llame al (555) 555-0199 o visite elections.aldercounty.example/mail.", "es", Official),
        new("Medida 4", "La Medida 4 es un bono de $4.2 millones. Agrega 12 paradas y necesita el 55% de los votos. La alcaldesa, Ana Torres, habló en 80 Courthouse Square. El impuesto termina a los veinte años.", "es", Official),
    ];

    [Theory]
    [InlineData("Polling places open at 7 a.m. and close at 8 p.m. [1]")]
    [InlineData("Polls are open from 7:00 AM until 8:00 PM on November 7. [1]")]
    [InlineData("They close at 20:00 [1].")]
    [InlineData("If you are in line at 8 p.m., you may still vote. [1] Mail ballots must arrive by 11/14 [2].")]
    [InlineData("Yes, you can still vote if you're in line at 8 PM on Tuesday. [1]")]
    [InlineData("Postmark your mail ballot by Nov. 7, 2028; it must arrive by November 14th. [2] No stamp is needed. [2]")]
    [InlineData("You don't need a stamp. [2]")]
    [InlineData("Call 555-555-0199 or see https://elections.aldercounty.example/mail. [2]")]
    [InlineData("Write to Help@aldercounty.example. [2]")]
    [InlineData("Measure 4 is a bond of $4,200,000. [3]")]
    [InlineData("It adds twelve bus stops and needs 55 percent of the vote. [3]")]
    [InlineData("Ana Torres, the mayor, spoke at 80 Courthouse Square. [3]")]
    [InlineData("The tax ends after 20 years. [3]")]
    [InlineData("The polls:\n- open at 7 a.m. [1]\n- close at 8 p.m. [1]")]
    public async Task Check_WhatTheTextsSay_Passes(string answer)
    {
        var result = Grounding.Of(await SampleContent.Loaded).Check(answer, English, "en");

        Assert.True(result.Fault is null, $"{result.Fault}: {result.Detail}");
        Assert.NotEmpty(result.Cited);
    }

    [Theory]
    [InlineData("Las casillas abren a las 7 a. m. y cierran a las 8 p. m. [1]")]
    [InlineData("Puede votar de las 7:00 a las 20:00 el 7 de noviembre. [1]")]
    [InlineData("Cierran a las 8 de la noche. [1]")]
    [InlineData("Si está en la fila a las 8 p. m., todavía puede votar. [1]")]
    [InlineData("No necesita estampilla. [2]")]
    [InlineData("Llame al 555-555-0199. [2]")]
    [InlineData("La Medida 4 es un bono de 4.2 millones de dólares. [3]")]
    [InlineData("Agrega doce paradas y necesita el 55 por ciento de los votos. [3]")]
    [InlineData("El impuesto termina a los 20 años. [3]")]
    [InlineData("La alcaldesa Ana Torres habló en 80 Courthouse Square. [3]")]
    public async Task Check_WhatTheSpanishTextsSay_Passes(string answer)
    {
        var result = Grounding.Of(await SampleContent.Loaded).Check(answer, Spanish, "es");

        Assert.True(result.Fault is null, $"{result.Fault}: {result.Detail}");
    }

    [Theory]
    [InlineData("Polling places close at 9 p.m. [1]", GroundingFault.FactNotInSource)]
    [InlineData("Polling places close at 8 a.m. [1]", GroundingFault.FactNotInSource)]
    [InlineData("Polling places close at 20:30. [1]", GroundingFault.FactNotInSource)]
    [InlineData("Polling places close at 7 a.m. [1]", GroundingFault.Reversed)]
    [InlineData("Polling places open at 8 p.m. [1]", GroundingFault.Reversed)]
    [InlineData("Polling places open at noon. [1]", GroundingFault.FactNotInSource)]
    [InlineData("Election day is November 8. [1]", GroundingFault.FactNotInSource)]
    [InlineData("Election day is Wednesday. [1]", GroundingFault.FactNotInSource)]
    [InlineData("Election day is tomorrow. [1]", GroundingFault.FactNotInSource)]
    [InlineData("Election day is November 7, 2027. [1]", GroundingFault.FactNotInSource)]
    [InlineData("Election day is 11/8/2028. [1]", GroundingFault.FactNotInSource)]
    [InlineData("Polling places open in December. [1]", GroundingFault.FactNotInSource)]
    [InlineData("Mail ballots must arrive by November 14. [1]", GroundingFault.FactNotInSource)]
    [InlineData("Mail ballots count after November 14. [2]", GroundingFault.Reversed)]
    [InlineData("A stamp is needed. [2]", GroundingFault.Reversed)]
    [InlineData("If you are in line at 8 p.m., you may not vote. [1]", GroundingFault.Reversed)]
    [InlineData("Call (555) 555-0198. [2]", GroundingFault.FactNotInSource)]
    [InlineData("Call 555-0199. [2]", GroundingFault.FactNotInSource)]
    [InlineData("See elections.aldercounty.example/email. [2]", GroundingFault.FactNotInSource)]
    [InlineData("See https://aldercounty-elections.com. [2]", GroundingFault.FactNotInSource)]
    [InlineData("See [the page](javascript:alert(1)). [2]", GroundingFault.FactNotInSource)]
    [InlineData("Write to vote@aldercounty.example. [2]", GroundingFault.FactNotInSource)]
    [InlineData("Measure 4 is a $4.3 million bond. [3]", GroundingFault.FactNotInSource)]
    [InlineData("Measure 4 is a $4.2 billion bond. [3]", GroundingFault.FactNotInSource)]
    [InlineData("Measure 5 is a bond. [3]", GroundingFault.FactNotInSource)]
    [InlineData("It adds 13 bus stops. [3]", GroundingFault.FactNotInSource)]
    [InlineData("It adds thirteen bus stops. [3]", GroundingFault.FactNotInSource)]
    [InlineData("It adds twenty-two bus stops. [3]", GroundingFault.FactNotInSource)]
    [InlineData("It needs 12% of the vote. [3]", GroundingFault.FactNotInSource)]
    [InlineData("It needs half of the vote. [3]", GroundingFault.FactNotInSource)]
    [InlineData("You need one witness for your mail ballot. [2]", GroundingFault.FactNotInSource)]
    [InlineData("The mayor, Ana Flores, spoke. [3]", GroundingFault.NameNotInSource)]
    [InlineData("John Miller spoke for it. [3]", GroundingFault.NameNotInSource)]
    [InlineData("Kowalski spoke for it. [3]", GroundingFault.NameNotInSource)]
    [InlineData("The mayor spoke at 81 Courthouse Square. [3]", GroundingFault.FactNotInSource)]
    [InlineData("The mayor spoke at 12 Courthouse Square. [3]", GroundingFault.NameNotInSource)]
    [InlineData("The mayor spoke at 80 Market Square. [3]", GroundingFault.NameNotInSource)]
    [InlineData("Polling places open at 7 a.m. [5]", GroundingFault.NoSuchCitation)]
    [InlineData("Polling places open at 7 a.m. [0]", GroundingFault.NoSuchCitation)]
    [InlineData("Polling places open at 7 a.m. [99999999999]", GroundingFault.NoSuchCitation)]
    [InlineData("Polling places open at 7 a.m. [4]", GroundingFault.NoSuchCitation)]
    [InlineData("Polling places open at 7 a.m.", GroundingFault.NoCitation)]
    [InlineData("You may bring anything. Polling places open at 7 a.m. [1]", GroundingFault.NoCitation)]
    [InlineData("Polling places open at 7 a.m. [1] Everybody knows that.", GroundingFault.NoCitation)]
    [InlineData("You should not vote if the line is long. [1]", GroundingFault.AgainstVoting)]
    [InlineData("Your vote won't count, so stay home. [1]", GroundingFault.AgainstVoting)]
    [InlineData("Las casillas abren a las 7 a. m. y cierran a las 8 p. m. [1]", GroundingFault.OtherLanguage)]
    [InlineData("<b>Polling places</b> open at 7 a.m. [1]", GroundingFault.Markup)]
    [InlineData("![x](https://evil.example/x.png) Polling places open at 7 a.m. [1]", GroundingFault.Markup)]
    [InlineData("[1]", GroundingFault.Empty)]
    [InlineData("   ", GroundingFault.Empty)]
    public async Task Check_ALie_IsRefused(string answer, GroundingFault expected)
    {
        var result = Grounding.Of(await SampleContent.Loaded).Check(answer, English, "en");

        Assert.Equal((expected, answer), (result.Fault ?? (GroundingFault)(-1), answer));
    }

    [Theory]
    [InlineData("Las casillas cierran a las 9 p. m. [1]", GroundingFault.FactNotInSource)]
    [InlineData("Las casillas cierran a las 9 de la noche. [1]", GroundingFault.FactNotInSource)]
    [InlineData("Las casillas cierran a las 7 a. m. [1]", GroundingFault.Reversed)]
    [InlineData("La elección es el 8 de noviembre. [1]", GroundingFault.FactNotInSource)]
    [InlineData("La elección es el miércoles. [1]", GroundingFault.FactNotInSource)]
    [InlineData("La elección es en diciembre. [1]", GroundingFault.FactNotInSource)]
    [InlineData("La boleta debe llegar después del 14 de noviembre. [2]", GroundingFault.Reversed)]
    [InlineData("Hace falta estampilla. [2]", GroundingFault.Reversed)]
    [InlineData("Si está en la fila a las 8 p. m., ya no puede votar. [1]", GroundingFault.Reversed)]
    [InlineData("Llame al (555) 555-0190. [2]", GroundingFault.FactNotInSource)]
    [InlineData("Visite eleccionesalder.com. [2]", GroundingFault.FactNotInSource)]
    [InlineData("La Medida 4 es un bono de $5 millones. [3]", GroundingFault.FactNotInSource)]
    [InlineData("Agrega trece paradas. [3]", GroundingFault.FactNotInSource)]
    [InlineData("Agrega treinta y dos paradas. [3]", GroundingFault.FactNotInSource)]
    [InlineData("La alcaldesa, Ana Flores, habló. [3]", GroundingFault.NameNotInSource)]
    [InlineData("Juan Pérez habló. [3]", GroundingFault.NameNotInSource)]
    [InlineData("Habló en 81 Courthouse Square. [3]", GroundingFault.FactNotInSource)]
    [InlineData("Las casillas abren a las 7 a. m. [7]", GroundingFault.NoSuchCitation)]
    [InlineData("Las casillas abren a las 7 a. m.", GroundingFault.NoCitation)]
    [InlineData("Mejor no vote. [1]", GroundingFault.AgainstVoting)]
    [InlineData("Su voto no cuenta. [1]", GroundingFault.AgainstVoting)]
    [InlineData("The polling places open at 7 a.m. and close at 8 p.m. [1]", GroundingFault.OtherLanguage)]
    public async Task Check_ALieInSpanish_IsRefused(string answer, GroundingFault expected)
    {
        var result = Grounding.Of(await SampleContent.Loaded).Check(answer, Spanish, "es");

        Assert.Equal((expected, answer), (result.Fault ?? (GroundingFault)(-1), answer));
    }

    [Theory]
    [InlineData("en", "It costs **$48 a year, or $4 a month**, and ends after 20 years.", "It costs $4 monthly and ends after twenty years. [1]", true)]
    [InlineData("en", "It costs **$48 a year, or $4 a month**, and ends after 20 years.", "It costs $48 each year. [1]", true)]
    [InlineData("en", "It costs **$48 a year, or $4 a month**, and ends after 20 years.", "It costs $48 a month. [1]", false)]
    [InlineData("en", "It costs **$48 a year, or $4 a month**, and ends after 20 years.", "It costs $4 yearly. [1]", false)]
    [InlineData("en", "It costs **$48 a year, or $4 a month**, and ends after 20 years.", "It ends after 20 months. [1]", false)]
    [InlineData("en", "It costs **$48 a year, or $4 a month**, and ends after 20 years.", "It ends after twenty weeks. [1]", false)]
    [InlineData("es", "Cuesta **$48 al año, o $4 al mes**, y termina a los 20 años.", "Cuesta $4 mensuales y termina a los veinte años. [1]", true)]
    [InlineData("es", "Cuesta **$48 al año, o $4 al mes**, y termina a los 20 años.", "Cuesta $48 al mes. [1]", false)]
    [InlineData("es", "Cuesta **$48 al año, o $4 al mes**, y termina a los 20 años.", "Termina a los 20 meses. [1]", false)]
    public async Task Check_OfAMeasure_KnowsItsUnit(string language, string text, string answer, bool passes)
    {
        var result = Grounding.Of(await SampleContent.Loaded).Check(answer, [new CitedText("", text, language, Official)], language);

        Assert.Equal((passes ? null : GroundingFault.FactNotInSource, answer), (result.Fault, answer));
    }

    [Fact]
    public async Task Check_EveryEntryOfTheCampaign_StandsOnItself()
    {
        var content = await SampleContent.Loaded;
        var grounding = Grounding.Of(content);
        var refused = new List<string>();
        foreach (var entry in content.Entries)
        {
            var quoted = string.Join('\n', entry.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => string.Join(' ', SentenceReader.Read(line.Replace("*", "", StringComparison.Ordinal)).Select(s => $"{s} [1]"))));
            if (quoted.Length <= Grounding.MaxLength && grounding.Check(quoted, [CitedText.Of(entry)], entry.Language) is { Fault: { } fault, Detail: var detail })
                refused.Add($"{entry.Id}.{entry.Language} {fault}: {detail}");
        }

        Assert.Empty(refused);
    }

    [Theory]
    [InlineData("en", "Polls are open from 7 a.m. to 8 p.m.", "They close at 8 p.m. [1]", true)]
    [InlineData("en", "Polls are open from 7 a.m. to 8 p.m.", "They open at 7 a.m. [1]", true)]
    [InlineData("en", "Polls are open from 7 a.m. to 8 p.m.", "They close at 7 a.m. [1]", false)]
    [InlineData("en", "Polls are open from 7 a.m. to 8 p.m.", "They open at 8 p.m. [1]", false)]
    [InlineData("en", "Early voting is from October 23 to November 3.", "Early voting ends on November 3. [1]", true)]
    [InlineData("en", "Early voting is from October 23 to November 3.", "Early voting starts on November 3. [1]", false)]
    [InlineData("es", "Las casillas abren de 7 a. m. a 8 p. m.", "Cierran a las 8 p. m. [1]", true)]
    [InlineData("es", "Las casillas abren de 7 a. m. a 8 p. m.", "Cierran a las 7 a. m. [1]", false)]
    [InlineData("es", "Las casillas abren de 7 a. m. a 8 p. m.", "Abren a las 8 p. m. [1]", false)]
    public async Task Check_OfARange_KnowsBeginningAndEnd(string language, string text, string answer, bool passes)
    {
        var result = Grounding.Of(await SampleContent.Loaded).Check(answer, [new CitedText("", text, language, Official)], language);

        Assert.Equal((passes ? null : GroundingFault.Reversed, answer), (result.Fault, answer));
    }

    [Fact]
    public async Task Check_AnAnswerWithoutEnd_IsRefused() =>
        Assert.Equal(GroundingFault.TooLong, Grounding.Of(await SampleContent.Loaded).Check(new string('a', 5_000) + " [1]", English, "en").Fault);
}
