using CampaignBot.Core.People;
using FsCheck;
using FsCheck.Fluent;

namespace CampaignBot.Tests.Core.People;

public sealed class PersonMatcherTests
{
    private static Person Somebody(string given, string? email = null, string? phone = null, DateOnly? birth = null, params string[] identifiers) => new("", identifiers)
    {
        GivenName = given,
        BirthDate = birth,
        Emails = email is null ? [] : [new PersonEmail(email)],
        Phones = phone is null ? [] : [new PersonPhone(phone)],
    };

    [Fact]
    public void Person_OfTheSameIdentifier_IsOneWhateverElseChanged()
    {
        var matcher = new PersonMatcher();
        var first = matcher.Take(Somebody("Ana", "ana@a.example", identifiers: ["van:1"]));
        var then = matcher.Take(Somebody("Maria", "maria@b.example", identifiers: ["VAN:1", "list:9"]));
        Assert.Equal(first.Id, then.Id);
        Assert.Equal("Maria", then.GivenName);
        Assert.Equal(["maria@b.example", "ana@a.example"], then.Emails.Select(e => e.Address));
        Assert.Equal(["van:1", "list:9"], then.Identifiers);
        Assert.Equal(first.Id, matcher.Take(Somebody("X", identifiers: ["list:9"])).Id);
    }

    [Fact]
    public void Person_OfTheSameEmailOrPhone_IsOne()
    {
        var matcher = new PersonMatcher();
        var id = matcher.Take(Somebody("Joanna", "jo@a.example", "+15035550142")).Id;
        Assert.Equal(id, matcher.Take(Somebody("Jo", "jo@a.example")).Id);
        Assert.Equal(id, matcher.Take(Somebody("joanna", phone: "+15035550142")).Id);
        Assert.Equal(id, matcher.Take(Somebody("Joanna", "jo@a.example", identifiers: ["van:7"])).Id);
    }

    [Fact]
    public void People_WhoShareAnAddress_StayTwo()
    {
        var matcher = new PersonMatcher();
        var ids = new[]
        {
            Somebody("Ana", "family@a.example", birth: new DateOnly(1970, 1, 1)),
            Somebody("Ana", "family@a.example", birth: new DateOnly(1999, 1, 1)),
            Somebody("Luis", "family@a.example"),
            Somebody("Zoe", "zoe@a.example", identifiers: ["van:1"]),
            Somebody("Zoe", "zoe@a.example", identifiers: ["van:2"]),
        }.Select(p => matcher.Take(p).Id).ToList();
        Assert.Equal(5, ids.Distinct().Count());
        Assert.Equal(ids[1], matcher.Take(Somebody("Ana", "family@a.example", birth: new DateOnly(1999, 1, 1))).Id);
    }

    [Fact]
    public void OptOut_OfAPhone_IsNotTakenBackByAListThatDoesNotMentionIt()
    {
        var matcher = new PersonMatcher();
        matcher.Take(Somebody("Ana") with { Phones = [new PersonPhone("+15035550142", null, IsOptedOut: true)] });
        Assert.True(matcher.Take(Somebody("Ana", phone: "+15035550142")).Phones[0].IsOptedOut);
    }

    [Fact]
    public void People_TakenAgain_ChangeNothing()
    {
        var part = Gen.Elements("a", "b", "c", "d");
        var person = part.SelectMany(g => part.SelectMany(e => part.SelectMany(p => Gen.Choose(0, 2).Select(i =>
            Somebody(g, $"{e}@x.example", $"+1503555010{p[0] - 'a'}", i == 0 ? null : new DateOnly(1990, i, 1), i == 2 ? [$"van:{g}"] : [])))));
        Prop.ForAll(Gen.ListOf(person).ToArbitrary(), people =>
        {
            var matcher = new PersonMatcher();
            foreach (var p in people.Concat(people))
                matcher.Take(p);
            var ids = people.Select(p => matcher.Take(p).Id).ToHashSet();
            var stored = ids.Select(id => matcher[id]).ToList();
            // Read back from the store, as a second import does.
            var again = new PersonMatcher();
            foreach (var p in stored)
                again.Add(p);
            foreach (var p in people)
                again.Take(p);
            return stored.TrueForAll(s => PersonDirectory.AreSame(s, again[s.Id]));
        }).QuickCheckThrowOnFailure();
    }
}
