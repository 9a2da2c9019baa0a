using System.IO.Compression;
using System.Text;
using CampaignBot.Core.Campaign;
using CampaignBot.Training;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace CampaignBot.Tests.Training.Importing;

/// <summary>What becomes of a page's content.</summary>
public sealed class PageTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pages-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Html_OfASite_KeepsTheContentAndDropsTheSite()
    {
        var page = await ReadAsync("page.html", """
            <!doctype html><html lang="es-US"><head>
              <title>Dónde votar | Condado | Inicio</title><meta property="article:modified_time" content="2026-10-03T10:00:00Z">
              <link rel="canonical" href="https://county.example/donde"><meta name="viewport" content="width=device-width">
              <script>var x = "<p>no</p>";</script><style>p { color: red }</style></head>
            <body><header><p>Condado de Alder</p></header><nav><a href="/">Inicio</a></nav><div class="cookie" hidden>Galletas</div>
              <main><a href="#abajo">Saltar al contenido</a><ul><li><a href="#horas">Horas</a></li></ul>
                <h1>Dónde   votar</h1><p>Vote en <b>su casilla</b>,<br>o por <em>correo</em>&shy;. Más en <a href="/mapa?a=1&b=(2)">el mapa</a>.</p>
                <h2 id="horas"><button>Horas</button></h2><p>De 7 a 20.<img src="x.png" alt="reloj"></p><h2>Vacío</h2><h3>También</h3>
                <h2>Pasos</h2><ol><li>Traiga esto:<ul><li>agua</li><li>paciencia</li></ul></li><li><p>Espere.</p><p>Vote.</p></li></ol>
                <table><caption>Oficinas</caption><tr><th>Lugar</th><th>Horas</th></tr><tr><td>Norte | Sur</td><td>9 a 5</td></tr></table>
                <table role="presentation"><tr><td>Una</td><td>Otra</td></tr></table>
                <form><label>Correo</label><input name="e"><button>Enviar</button></form><svg><text>dibujo</text></svg>
                <details><summary>¿Y si llueve?</summary><p>Se vota.</p></details><p style="display: none">oculto</p>
              </main><footer>Pie</footer></body></html>
            """);

        Assert.Equal("es-US", page.Fields["language"]);
        Assert.Equal("Dónde   votar", page.Fields["title"]);
        Assert.Equal("https://county.example/donde", page.Fields["link"]);
        Assert.Equal("2026-10-03T10:00:00Z", page.Fields["asOf"]);
        Assert.Equal("""
            # Dónde votar

            Vote en **su casilla**,
            o por *correo*. Más en [el mapa](https://county.example/mapa?a=1&b=%282%29).

            ## Horas {#horas}

            De 7 a 20.

            ## Pasos

            1. Traiga esto:
               - agua
               - paciencia
            2. Espere.

               Vote.

            Oficinas

            | Lugar | Horas |
            | --- | --- |
            | Norte \| Sur | 9 a 5 |

            Una

            Otra

            ### ¿Y si llueve?

            Se vota.
            """, HtmlMarkdown.Of(page.Content, new Uri("https://county.example/donde")));
    }

    [Theory]
    [InlineData("<p>Go <a href=\"javascript:alert(1)\">here</a></p>", "Go here")]
    [InlineData("<p>Go <a href=\"http://plain.example\">here</a></p>", "Go here")]
    [InlineData("<p>Go <a href=\"https://me:secret@plain.example\">here</a></p>", "Go here")]
    [InlineData("<p>Go <a href=\"data:text/html,x\">here</a>, <a href=\"file:///etc/passwd\">there</a></p>", "Go here, there")]
    [InlineData("<p>See http://plain.example/a and javascript:alert(1)</p>", "See plain.example/a and javascript: alert(1)")]
    [InlineData("<p>Call <a href=\"tel:+15555550142\">us</a> or <a href=\"mailto:a@b.example\">write</a></p>", "Call [us](tel:+15555550142) or [write](mailto:a@b.example)")]
    [InlineData("<p>&lt;script&gt;alert(1)&lt;/script&gt; and 3 &lt; 4</p>", "< script>alert(1)< /script> and 3 < 4")]
    [InlineData("<p>&lt;<i></i>b&gt;</p>", "< b>")]
    [InlineData("<p>[x]</p><p>[y](javascript:alert(1))</p>", "[x]\n\n[y] (javascript: alert(1))")]
    [InlineData("<p>[y]<i>(javascript:alert(1))</i></p>", "[y] *(javascript: alert(1))*")]
    [InlineData("<p><a href=\"https://a.example\">[a](https://evil.example)</a></p>", "[(a) (https://evil.example)](https://a.example/)")]
    [InlineData("<p># not a heading</p><p>1. not a list</p><p>- nor this</p>", "\\# not a heading\n\n1\\. not a list\n\n\\- nor this")]
    [InlineData("<p>*not italic*, 2*3, as in [1]</p>", "\\*not italic\\*, 2\\*3, as in \\[1]")]
    [InlineData("<p>a​b\u202Ec</p>", "abc")]
    public async Task Html_WithWhatMustNotBeShown_IsPlainWords(string html, string expected)
    {
        var page = await ReadAsync("page.html", html);

        var markdown = HtmlMarkdown.Of(page.Content, null);

        Assert.Equal(expected, markdown);
        Assert.Null(ContentText.Unfit(markdown));
    }

    [Fact]
    public void Clean_OfAnythingAtAll_LeavesNothingUnsafe()
    {
        string[] pieces =
        [
            "<", ">", "</", "<b", "<script>", "&lt;", "[", "](", ")", "[a]", "(javascript:x)", "javascript:", "http://", "https://a.example", "data:", "\\", "*", "**", "_", "`", "```\n",
            "|", "|-|-|\n", "#", "# ", "\n", "\n\n", " ", "    ", "- ", "1. ", "> ", "![", "[x]: http://b.example\n", "<a href=javascript:x>", "</a>", "<table><tr><td>", "<li>", "\u200b", "é", "word",
        ];
        var (random, refused) = (new Random(7), 0);
        for (var i = 0; i < 5_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => pieces[random.Next(pieces.Length)]));
            var markdown = Page.Clean(text);
            var unfit = ContentText.Unfit(markdown);
            // What only comes together from several parts may be refused; it is rare.
            refused += unfit is null or "There is no text in it." ? 0 : 1;
            Assert.NotEqual("HTML would be left in it.", unfit);
        }
        Assert.InRange(refused, 0, 50);
    }

    [Fact]
    public async Task Html_NestedWithoutEnd_IsRefused()
    {
        var page = await ReadAsync("page.html", string.Concat(Enumerable.Repeat("<div>", 20_000)) + "deep");

        Assert.Throws<InvalidDataException>(() => HtmlMarkdown.Of(page.Content, null));
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync("page.md", new string('>', 20_000) + " deep"));
    }

    [Fact]
    public async Task Html_WholeInAForm_KeepsItsContent()
    {
        var page = await ReadAsync("page.html", "<body><form id=\"aspnetForm\"><h1>Voting</h1><p>Vote.</p><input></form></body>");

        Assert.Equal("# Voting\n\nVote.", HtmlMarkdown.Of(page.Content, null));
    }

    [Fact]
    public async Task Markdown_WithTomlAndShortcodes_KeepsFieldsAndWords()
    {
        var page = await ReadAsync("page.md", """
            +++
            title = "Voting \"early\"" # a note
            county = 'Alder'
            tags = ["a", "b"]
            weight = 3
            note = '''
            two
            lines'''
            [source]
            name = "County"
            +++
            {{< callout type="warning" >}}Vote **early**.{{< /callout >}}
            It runs on.

            <div class="box"><p>From {{% date %}}HTML.</p></div>

            | a | b |
            |---|---|
            | 1 | 2 |
            """);

        Assert.Equal("Voting \"early\"", page.Fields["title"]);
        Assert.Equal("Alder", page.Fields["county"]);
        Assert.Equal("a, b", page.Fields["tags"]);
        Assert.Equal("3", page.Fields["weight"]);
        Assert.Equal("two\nlines", page.Fields["note"]);
        Assert.Equal("County", page.Fields["source.name"]);
        Assert.False(page.IsFieldsOnly);
        Assert.Equal("Vote **early**. It runs on.\n\nFrom HTML.\n\n| a | b |\n| --- | --- |\n| 1 | 2 |", HtmlMarkdown.Of(page.Content, null));
    }

    [Theory]
    [InlineData("---\ntitle: A\nsource: {name: County, link: https://a.example}\ntags: [x, y]\n---\nBody.", "source.name", "County")]
    [InlineData("+++\ntitle = \"A\"\n+++", "title", "A")]
    [InlineData("--- no fields\n---\n", null, null)]
    public async Task FrontMatter_InYamlOrToml_IsRead(string text, string? field, string? value)
    {
        var page = await ReadAsync("page.md", text);

        if (field is null)
            Assert.Empty(page.Fields);
        else
            Assert.Equal(value, page.Fields[field]);
    }

    [Theory]
    [InlineData("---\ntitle: [\n---\nBody.", "not valid YAML")]
    [InlineData("+++\ntitle = \"A\"\nnonsense\n+++\nBody.", "Line 3: ")]
    [InlineData("+++\nnote = '''\nopen\n+++\nBody.", "Line 2: ")]
    public async Task FrontMatter_Broken_IsRefusedWithItsLine(string text, string reason)
    {
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync("page.md", text));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Docx_WithStylesListsAndTables_IsTheSameInMarkdown()
    {
        var path = In("page.docx");
        using (var document = WordprocessingDocument.Create(path, WordprocessingDocumentType.Document))
        {
            document.PackageProperties.Title = "Guide";
            document.PackageProperties.Modified = new DateTime(2026, 9, 1, 0, 0, 0, DateTimeKind.Utc);
            var part = document.AddMainDocumentPart();
            part.AddNewPart<StyleDefinitionsPart>().Styles = new Styles(
                new Style(new StyleName { Val = "heading 2" }, new StyleParagraphProperties(new OutlineLevel { Val = 1 })) { StyleId = "Kop2", Type = StyleValues.Paragraph },
                new Style(new StyleName { Val = "toc 1" }) { StyleId = "Inhalt1", Type = StyleValues.Paragraph });
            part.AddNewPart<NumberingDefinitionsPart>().Numbering = new Numbering(
                new AbstractNum(
                    new Level(new NumberingFormat { Val = NumberFormatValues.Decimal }) { LevelIndex = 0 },
                    new Level(new NumberingFormat { Val = NumberFormatValues.Bullet }) { LevelIndex = 1 }) { AbstractNumberId = 7 },
                new NumberingInstance(new AbstractNumId { Val = 7 }) { NumberID = 3 });
            var link = part.AddHyperlinkRelationship(new Uri("https://county.example/form"), isExternal: true);
            var unsafeLink = part.AddHyperlinkRelationship(new Uri("http://county.example/"), isExternal: true);
            part.Document = new Document(new Body(
                Styled("Inhalt1", "How to vote ....... 1"),
                Styled("Kop2", "How to vote"),
                new Paragraph(
                    Words("Bring "), Words("an ID", new Bold()), Words(" <or> a bill"), new DeletedRun(new Run(new DeletedText("old words"))),
                    new InsertedRun(Words(", or both")), Words(" secret", new Vanish()), Words(".")),
                new Paragraph(new Hyperlink(Words("The form")) { Id = link.Id }, Words(" and "), new Hyperlink(Words("the site")) { Id = unsafeLink.Id }),
                Item(0, "First"), Item(1, "with this"), Item(0, "Second"),
                new Table(Row("Place", "Hours"), Row("North", "9 to 5"))));
        }

        var page = await Page.ReadAsync(path, CancellationToken.None);

        Assert.Equal("Guide", page.Fields["title"]);
        Assert.Equal("2026-09-01", page.Fields["asOf"]);
        Assert.Equal("""
            ## How to vote

            Bring **an ID** < or> a bill, or both.

            [The form](https://county.example/form) and the site

            1. First
               - with this
            2. Second

            | Place | Hours |
            | --- | --- |
            | North | 9 to 5 |
            """, HtmlMarkdown.Of(page.Content, null));

        static Run Words(string text, OpenXmlElement? property = null) =>
            new([.. property is null ? Array.Empty<OpenXmlElement>() : [new RunProperties(property)], new Text(text) { Space = SpaceProcessingModeValues.Preserve }]);
        static Paragraph Styled(string style, string text) => new(new ParagraphProperties(new ParagraphStyleId { Val = style }), Words(text));
        static Paragraph Item(int level, string text) => new(
            new ParagraphProperties(new NumberingProperties(new NumberingLevelReference { Val = level }, new NumberingId { Val = 3 })), Words(text));
        static TableRow Row(params string[] cells) => new(cells.Select(c => new TableCell(new Paragraph(Words(c)))));
    }

    [Fact]
    public async Task Docx_WithATitleAmongHeadings_IsCalledByItAndNotByItsTemplate()
    {
        var path = In("title.docx");
        using (var document = WordprocessingDocument.Create(path, WordprocessingDocumentType.Document))
        {
            document.PackageProperties.Title = "Word Document";
            var part = document.AddMainDocumentPart();
            part.AddNewPart<StyleDefinitionsPart>().Styles = new Styles(
                new Style(new StyleName { Val = "Title" }) { StyleId = "Puesto", Type = StyleValues.Paragraph },
                new Style(new StyleName { Val = "Our title" }, new BasedOn { Val = "Puesto" }) { StyleId = "Ours", Type = StyleValues.Paragraph },
                new Style(new StyleName { Val = "heading 1" }) { StyleId = "Ttulo1", Type = StyleValues.Paragraph });
            part.Document = new Document(new Body(Styled("Ours", "Town guide"), Styled("Ttulo1", "Parks"), Styled("Ttulo1", "Pools")));
        }

        Assert.Equal("Town guide", (await Page.ReadAsync(path, CancellationToken.None)).Fields["title"]);

        static Paragraph Styled(string style, string text) => new(new ParagraphProperties(new ParagraphStyleId { Val = style }), new Run(new Text(text)));
    }

    [Fact]
    public async Task Docx_ThatUnpacksWithoutEnd_IsRefused()
    {
        var path = In("bomb.docx");
        using (var archive = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            using var part = archive.CreateEntry("word/document.xml", CompressionLevel.Fastest).Open();
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < 300; i++)
                await part.WriteAsync(zeros);
        }

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => Page.ReadAsync(path, CancellationToken.None));

        Assert.Contains("unpacks to more than", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Docx_ThatIsNone_IsRefused()
    {
        await File.WriteAllTextAsync(In("text.docx"), "not a zip");
        using (ZipFile.Open(In("empty.docx"), ZipArchiveMode.Create))
        {
        }

        await Assert.ThrowsAsync<InvalidDataException>(() => Page.ReadAsync(In("text.docx"), CancellationToken.None));
        await Assert.ThrowsAsync<InvalidDataException>(() => Page.ReadAsync(In("empty.docx"), CancellationToken.None));
    }

    [Fact]
    public async Task Text_InAnyEncoding_IsReadRightly()
    {
        const string text = "<p>¿Dónde voto? “Aquí” – señor €5</p>";
        var windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        foreach (var (encoding, html) in new (Encoding, string)[]
        {
            (new UTF8Encoding(true), text), (new UTF8Encoding(false), text), (Encoding.Unicode, text), (Encoding.BigEndianUnicode, text), (windows, text),
            (CodePagesEncodingProvider.Instance.GetEncoding("windows-1250")!, "<meta charset='windows-1250'><p>Łódź</p>"),
        })
        {
            await File.WriteAllBytesAsync(In("page.html"), [.. encoding.GetPreamble(), .. encoding.GetBytes(html)]);
            var page = await Page.ReadAsync(In("page.html"), CancellationToken.None);

            Assert.Equal(html[(html.IndexOf("<p>", StringComparison.Ordinal) + 3)..^4], HtmlMarkdown.Of(page.Content, null));
        }
        await File.WriteAllBytesAsync(In("page.html"), [1, 0, 0, 2]);
        await Assert.ThrowsAsync<InvalidDataException>(() => Page.ReadAsync(In("page.html"), CancellationToken.None));
    }

    private async Task<Page> ReadAsync(string name, string text)
    {
        await File.WriteAllTextAsync(In(name), text);
        return await Page.ReadAsync(In(name), CancellationToken.None);
    }

    private string In(string path) => Path.Combine(_folder.FullName, path);
}
