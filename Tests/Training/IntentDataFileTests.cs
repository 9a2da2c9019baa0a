using CampaignBot.Training;

namespace CampaignBot.Tests.Training;

public sealed class IntentDataFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Csv_WithQuotesAndLines_IsRead()
    {
        var data = await Read("a.csv", "\uFEFFtext,category\r\n\"Stop, \"\"please\"\"\r\nnow\",stop\r\nhi,\r\n\r\nhello,greet");

        Assert.Equal([new("Stop, \"please\"\nnow", "stop"), new("hi", null), new("hello", "greet")], data.Train);
        Assert.Empty(data.Test);
    }

    [Fact]
    public async Task Csv_WithLanguageAndSplit_IsDivided()
    {
        var data = await Read("a.csv", "intent,text,language,split\ngreet,hola,es,train\ngreet,hello,en,val\nnone,hm,,test\n");

        Assert.Equal([new("hola", "greet", "es")], data.Train);
        Assert.Equal([new("hello", "greet", "en")], data.Validation);
        Assert.Equal([new("hm", null)], data.Test);
    }

    [Fact]
    public async Task JsonLines_WithAndWithoutSplit_AreDivided()
    {
        var data = await Read("a.jsonl", """
            {"text": "hola", "intent": "greet", "language": "es"}

            {"text": "hm", "intent": "oos", "split": "test"}
            {"text": "hey", "split": "validation", "intent": null}
            """);

        Assert.Equal([new("hola", "greet", "es")], data.Train);
        Assert.Equal([new("hey", null)], data.Validation);
        Assert.Equal([new("hm", null)], data.Test);
    }

    [Fact]
    public async Task Json_ShapedLikeClinc_IsDividedWithItsOutOfScope()
    {
        var data = await Read("a.json", """{"train": [["hi", "greet"]], "oos_train": [["hm", "oos"]], "val": [], "oos_val": [["eh", "oos"]], "test": [["bye", "leave"]]}""");

        Assert.Equal([new("hi", "greet"), new("hm", null)], data.Train);
        Assert.Equal([new("eh", null)], data.Validation);
        Assert.Equal([new("bye", "leave")], data.Test);
    }

    [Fact]
    public async Task Json_ShapedLikeBraunsCorpora_IsDividedByTraining()
    {
        var data = await Read("a.json", """{"name": "x", "sentences": [{"text": "hi", "intent": "greet", "entities": [], "training": true}, {"text": "hm", "intent": "None", "training": false}]}""");

        Assert.Equal([new("hi", "greet")], data.Train);
        Assert.Equal([new("hm", null)], data.Test);
    }

    [Theory]
    [InlineData("a.json", "{\"sentences\": [{\"text\": \"hi\"}]}", "\"sentences\" of {text, intent, training}")]
    [InlineData("a.csv", "question,answer\na,b\n", "first line names the columns")]
    [InlineData("a.csv", "", "first line names the columns")]
    [InlineData("a.csv", "text,intent\nhello,greet\na,b,c\n", "Line 3")]
    [InlineData("a.csv", "text,intent\n\"a\nb\",x\n\"never closed,greet\n", "Line 4: a quoted field")]
    [InlineData("a.csv", "text,intent,split\nhello,greet,dev\n", "Line 2: the split \"dev\"")]
    [InlineData("a.jsonl", "{\"text\": \"a\", \"intent\": \"b\"}\n{\"text\": 1}\n", "Line 2")]
    [InlineData("a.jsonl", "[]", "Line 1")]
    [InlineData("a.jsonl", "{\"intent\": \"b\"}", "Line 1: there is no text")]
    [InlineData("a.json", "{\"train\": [[\"hi\"]]}", "lists of [text, intent]")]
    [InlineData("a.json", "[1, 2", "lists of [text, intent]")]
    [InlineData("a.txt", "hello", ".csv, .jsonl or .json")]
    public async Task File_ThatCannotBeRead_IsNamedWithItsLine(string name, string content, string told)
    {
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => Read(name, content));

        Assert.Contains(name, error.Message);
        Assert.Contains(told, error.Message);
    }

    private async Task<IntentData> Read(string name, string content)
    {
        var path = Path.Combine(folder, name);
        await File.WriteAllTextAsync(path, content, CancellationToken.None);
        return await IntentDataFile.ReadAsync(path, CancellationToken.None);
    }
}
