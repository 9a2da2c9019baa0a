using CampaignBot.Core.Understanding.Classification;

namespace CampaignBot.Tests.Core.Understanding.Classification;

public class IntentModelTests
{
    [Theory]
    [InlineData("where can I go to vote?", "voting.where")]
    [InlineData("WHERE DO I VOTE", "voting.where")]
    [InlineData("wher do i voet", "voting.where")]
    [InlineData("wheres my poling place", "voting.where")]
    [InlineData("donde voto??", "voting.where")]
    [InlineData("dnd voto", "voting.where")]
    [InlineData("am I registerd to vote", "voting.register")]
    [InlineData("como me rejistro", "voting.register")]
    [InlineData("i wanna volunter pls", "volunteer")]
    [InlineData("kiero ser boluntario", "volunteer")]
    [InlineData("how can i donaet", "donate")]
    [InlineData("quiero donar dinero xfa", "donate")]
    [InlineData("can i speak to a real person", "person")]
    [InlineData("kiero hablar con una persona", "person")]
    [InlineData("whens the next raly", "events")]
    [InlineData("q eventos hay este finde", "events")]
    public void Message_InEitherLanguageHoweverTyped_IsUnderstood(string text, string intent)
    {
        var prediction = CampaignIntents.Model.Predict(text);

        Assert.Equal(intent, prediction.Intent);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("漢字")]
    [InlineData("\ud83d")]
    [InlineData("tell me something funny about pizza")]
    [InlineData("quién ganó el juego de fútbol")]
    [InlineData("is the weather nice in france")]
    public void Message_OfSomethingElse_IsNone(string text)
    {
        var prediction = CampaignIntents.Model.Predict(text);

        Assert.True(prediction.IsNone);
        Assert.Null(prediction.Intent);
    }

    [Fact]
    public void Scores_OfAllIntents_AreRankedAndSumToOne()
    {
        var prediction = CampaignIntents.Model.Predict("I would like to give some money", ranks: 100);

        Assert.Equal(CampaignIntents.Model.Intents.Order(), prediction.Ranked.Select(r => r.Intent).Order());
        Assert.Equal(prediction.Ranked.Select(r => r.Score).OrderDescending(), prediction.Ranked.Select(r => r.Score));
        Assert.Equal(1, prediction.Ranked.Sum(r => r.Score), 0.0001);
    }

    [Fact]
    public void Message_VeryLong_IsReadToItsBound()
    {
        var prediction = CampaignIntents.Model.Predict(string.Concat(Enumerable.Repeat("where do i vote ", 10_000)));

        Assert.Equal("voting.where", prediction.Ranked[0].Intent);
    }

    [Fact]
    public void Prediction_ManyTimes_AllocatesOnlyItsResult()
    {
        var model = CampaignIntents.Model;
        model.Predict("where do I vote, and how can I help?");

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            model.Predict("where do I vote, and how can I help?");

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 100, 1, 200);
    }

    [Fact]
    public void File_WrittenAndRead_IsTheSameModel()
    {
        var file = Saved(CampaignIntents.Model);

        var read = IntentModel.Load(new MemoryStream(file));

        Assert.Equal(file, Saved(read));
        Assert.Equal(CampaignIntents.Model.Predict("dónde voto").Ranked, read.Predict("dónde voto").Ranked);
    }

    [Fact]
    public void File_WithAnyPartChanged_IsRefused()
    {
        var file = Saved(CampaignIntents.Model);
        for (var place = 0; place < file.Length; place += place < 64 ? 1 : file.Length / 50)
        {
            var damaged = (byte[])file.Clone();
            damaged[place] ^= 0x40;

            Assert.Throws<InvalidDataException>(() => IntentModel.Load(new MemoryStream(damaged)));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(1000)]
    [InlineData(-1)]
    public void File_CutShort_IsRefused(int length)
    {
        var file = Saved(CampaignIntents.Model);

        Assert.Throws<InvalidDataException>(() => IntentModel.Load(new MemoryStream(file[..(length < 0 ? file.Length + length : length)])));
    }

    [Fact]
    public void File_WithSomethingAfterItsEnd_IsRefused()
    {
        var error = Assert.Throws<InvalidDataException>(() => IntentModel.Load(new MemoryStream([.. Saved(CampaignIntents.Model), 0])));

        Assert.Contains("follows its end", error.Message);
    }

    [Fact]
    public void File_OfAnotherVersion_SaysToTrainAgain()
    {
        var file = Saved(CampaignIntents.Model);
        file[8] = 99;

        var error = Assert.Throws<InvalidDataException>(() => IntentModel.Load(new MemoryStream(file)));

        Assert.Contains("format 99", error.Message);
        Assert.Contains("Train it again", error.Message);
    }

    [Fact]
    public void File_OfAnotherKind_IsRefused()
    {
        var error = Assert.Throws<InvalidDataException>(() => IntentModel.Load(new MemoryStream("text,intent\nhello,greet\n"u8.ToArray())));

        Assert.Equal("This file holds no intent model.", error.Message);
    }

    private static byte[] Saved(IntentModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }
}
