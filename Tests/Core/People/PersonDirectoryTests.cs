using CampaignBot.Core.Documents;
using CampaignBot.Core.People;
using CampaignBot.Core.Privacy;
using CampaignBot.Storage.Sqlite;

namespace CampaignBot.Tests.Core.People;

public sealed class PersonDirectoryTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("people-");
    private readonly SqliteDocumentStore _store;
    private readonly PersonDirectory _people;

    public PersonDirectoryTests()
    {
        _store = new SqliteDocumentStore(
            new SqliteOptions { Path = Path.Combine(_folder.FullName, "test.db") }, new DocumentKinds(Person.Kind, PersonDirectory.AddressKind), TimeProvider.System);
        _people = new PersonDirectory(_store);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task At_BeforeAnythingIsTold_IsNobody() => Assert.Null(await _people.AtAsync("sms", "+15555550100"));

    [Fact]
    public async Task Tell_ManyThingsAtOnce_KeepsAllOfThem()
    {
        var tags = Enumerable.Range(0, 20).Select(i => $"t{i}").ToList();

        await Task.WhenAll(tags.Select(tag => _people.TellAsync("sms", "+15555550100", p => p with { Tags = [.. p.Tags, tag] })));

        var person = await _people.AtAsync("sms", "+15555550100");
        Assert.Equal(tags.Order(StringComparer.Ordinal), person!.Tags.Order(StringComparer.Ordinal));
        Assert.Equal([new ChannelAddress("sms", "+15555550100")], person.Addresses);
    }

    [Theory]
    [InlineData("Ana", "Ana", null)]
    [InlineData(" Ana María  López ", "Ana", "María  López")]
    public async Task Tell_AName_IsPartedAfterTheFirstWord(string full, string given, string? family)
    {
        await _people.TellAsync("directline", "u", p => p.WithName(full).WithPhone("+15555550100").WithEmail("ana@example.org"));

        var person = await _people.AtAsync("directline", "u");
        Assert.Equal((given, family, "+15555550100", "ana@example.org"), (person!.GivenName, person.FamilyName, person.Phone, person.Email));
    }

    [Fact]
    public async Task Delete_WhatWasTold_LeavesNeitherPersonNorAddress()
    {
        var address = new string('x', 400);
        await _people.TellAsync("directline", address, p => p.WithName("Ana"));
        var someone = await _people.SomeoneAsync("directline", address);

        Assert.Single(await _people.CollectAsync(someone, default));
        await _people.DeleteAsync(someone, "act", default);
        await _people.DeleteAsync(someone, "act", default);

        Assert.Null(await _people.AtAsync("directline", address));
        Assert.Empty((await _store.QueryAsync(new DocumentQuery(Person.Kind.Name))).Documents);
        Assert.Empty((await _store.QueryAsync(new DocumentQuery(PersonDirectory.AddressKind.Name))).Documents);
    }

    [Fact]
    public async Task Collect_OfSomebodyElse_ShowsNothing()
    {
        await _people.TellAsync("directline", "ana", p => p.WithName("Ana").WithPhone("+15555550100"));

        // Whoever has the number may be another.
        var someone = await _people.SomeoneAsync("sms", "+15555550100");

        Assert.Empty(await _people.CollectAsync(someone, default));
        Assert.Equal(new Someone(null, someone.Addresses), someone);
    }
}
