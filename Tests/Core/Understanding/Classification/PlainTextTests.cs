using CampaignBot.Core.Understanding.Classification;

namespace CampaignBot.Tests.Core.Understanding.Classification;

public class PlainTextTests
{
    [Theory]
    [InlineData("Where do I VOTE?", " where do i vote ? ")]
    [InlineData("¿Dónde voto mañana?", " donde voto manana ? ")]
    [InlineData("Do\u0301nde", " donde ")]
    [InlineData("I don't know", " i dont know ")]
    [InlineData("I don’t know", " i dont know ")]
    [InlineData("pls txt me b4 2nite", " please text me before tonight ")]
    [InlineData("xfa, q hago?", " por favor que hago ? ")]
    [InlineData("pleeeeease, holaaaa", " please hola ")]
    [InlineData("ZIP 94110", " zip 00000 ")]
    [InlineData("thanks👍🏽great", " thanks 👍 great ")]
    [InlineData("a\ud800b", " a b ")]
    [InlineData("", " ")]
    [InlineData(" ,.;! ", " ")]
    public void Text_AsTyped_IsWrittenPlainly(string typed, string plain)
    {
        var buffer = new char[PlainText.MaxLength];

        Assert.Equal(plain, buffer.AsSpan(0, PlainText.Write(typed, buffer)).ToString());
    }

    [Theory]
    [InlineData("a ")]
    [InlineData("xfavor ")]
    [InlineData("👍")]
    [InlineData("?")]
    [InlineData("ñandú-")]
    public void Text_ThatNeverEnds_FitsTheBuffer(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 5_000));
        var keys = new ulong[NGrams.MaxCount];

        Assert.InRange(PlainText.Write(text, new char[PlainText.MaxLength]), PlainText.MaxLength / 2, PlainText.MaxLength);
        Assert.InRange(NGrams.Write(text, keys), 1, keys.Length);
    }
}
