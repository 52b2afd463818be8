using Bourse.Api.Compat;
using Bourse.Api.Limits;
using Bourse.Api.Tests.Hosting;

namespace Bourse.Api.Tests.Pipeline;

/// <summary>What holds for every endpoint: paths, methods, limits, headers, time units.</summary>
public sealed class PipelineTests(VenueFixture fixture) : IClassFixture<VenueFixture>
{
    private const string OpenOrders = "/api/v3/openOrders";
    private const string NotSupported = "This operation is not supported.";

    private TestVenue Venue => fixture.Venue;

    /// <summary>/api/v1 was retired on 2026-03-25 (CHANGELOG.md, 2026-03-09).</summary>
    [Theory]
    [InlineData("GET", "/api/v3/nothing", 404)]
    [InlineData("GET", "/api/v1/ping", 404)]
    [InlineData("GET", "/api", 404)]
    [InlineData("GET", "/sapi/v1/capital/config/getall", 404)]
    [InlineData("GET", "/fapi/v1/exchangeInfo", 404)]
    [InlineData("GET", "/dapi/v1/exchangeInfo", 404)]
    [InlineData("PATCH", "/api/v3/order", 405)]
    public async Task Paths_and_methods_that_are_not_there(string method, string path, int status) =>
        (await Venue.SendAsync(method, path)).AssertError(status, -1020, NotSupported);

    [Fact]
    public async Task Other_paths_are_none_of_the_API_s()
    {
        ApiAnswer answer = await Venue.SendAsync("GET", "/apiary");
        Assert.Equal((404, ""), (answer.Status, answer.Text));
    }

    /// <summary>CHANGELOG.md, 2026-01-21: removed on 2026-02-20.</summary>
    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Listen_keys_are_gone(string method) =>
        (await Venue.SendAsync(method, "/api/v3/userDataStream"))
            .AssertError(410, -1016, "This service is no longer available.");

    [Fact]
    public async Task Empty_lists_let_ccxt_load_with_its_default_options()
    {
        await using TestVenue venue = await TestVenue.StartAsync(
            new ApiOptions { Compat = new CompatOptions { EmptySapi = true } });
        Assert.Equal("[]", (await venue.SendAsync("GET", "/sapi/v1/capital/config/getall")).Text);
        ApiAnswer futures = await venue.SendAsync("GET", "/fapi/v1/exchangeInfo");
        Assert.Equal(0, futures.Ok().GetProperty("symbols").GetArrayLength());
        ApiAnswer status = await venue.SendAsync("GET", "/sapi/v1/system/status");
        Assert.Equal("normal", status.Ok().GetProperty("msg").GetString());
        (await venue.SendAsync("POST", "/sapi/v1/asset/dust")).AssertError(404, -1020, NotSupported);
        (await venue.SendAsync("GET", "/api/v3/nothing")).AssertError(404, -1020, NotSupported);
    }

    [Fact]
    public async Task SBE_is_not_enabled() =>
        (await Venue.SendAsync("GET", OpenOrders, headers: ("X-MBX-SBE", "3:2")))
            .AssertError(400, -1155, "SBE is not enabled.");

    [Theory]
    [InlineData("X-MBX-TIME-UNIT", "SECOND", "")]
    [InlineData("X-MBX-TIME-UNIT", "microsecond2", "")]
    [InlineData("X-Other", "x", "timeUnit=SECOND")]
    public async Task A_time_unit_that_is_none(string header, string value, string query) =>
        (await Venue.SendAsync("GET", OpenOrders, query, headers: (header, value))).AssertError(
            400, -1194, "Invalid value for time unit; expected either MICROSECOND or MILLISECOND.");

    [Fact]
    public async Task Every_answer_has_the_weight_the_sequence_and_the_type()
    {
        ApiAnswer answer = await Venue.SendAsync("GET", "/api/v3/nothing");
        Assert.NotNull(answer.Header("X-MBX-USED-WEIGHT-1M"));
        Assert.NotNull(answer.Header("X-MBX-USED-WEIGHT"));
        Assert.True(long.Parse(answer.Header("X-Bourse-Seq")!) > 0);
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using HttpResponseMessage response = await Venue.Http.GetAsync(
            new Uri("/api/v3/nothing", UriKind.Relative), cancellation);
        Assert.Equal(
            ("application/json", "UTF-8"),
            (response.Content.Headers.ContentType?.MediaType, response.Content.Headers.ContentType?.CharSet));
        Assert.Equal(
            (await response.Content.ReadAsByteArrayAsync(cancellation)).Length, response.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task A_response_can_be_asked_to_include_a_sequence_number()
    {
        TestKey key = Venue.Alice;
        string query = key.Signed($"timestamp={Venue.Clock.NowMs}");
        string seq = Venue.Replica.AppliedSequence.ToString();
        (await Venue.SendAsync("GET", OpenOrders, query, apiKey: key.ApiKey, headers: ("X-Bourse-Min-Seq", seq))).Ok();
        ApiAnswer wrong = await Venue.SendAsync(
            "GET", OpenOrders, query, apiKey: key.ApiKey, headers: ("X-Bourse-Min-Seq", "soon"));
        wrong.AssertError(400, -1130, "Data sent for parameter 'X-Bourse-Min-Seq' is not valid.");
    }

    [Fact]
    public async Task A_response_waits_for_a_sequence_number_that_is_not_there_yet()
    {
        long next = Venue.Replica.AppliedSequence + 1;
        Task<ApiAnswer> waiting = Venue.SendAsync(
            "GET", "/api/v3/time", headers: ("X-Bourse-Min-Seq", next.ToString()));
        await Venue.OpenAccountAsync("next-sequence");
        ApiAnswer answer = await waiting;
        answer.Ok();
        Assert.True(long.Parse(answer.Header("X-Bourse-Seq")!) >= next);
    }

    [Fact]
    public async Task Weight_limits_and_bans_hold_per_address()
    {
        await using TestVenue venue = await TestVenue.StartAsync(new ApiOptions
        {
            Limits = new LimitOptions { WeightPerMinute = 3, RefusalsBeforeBan = 2 },
        });
        venue.Clock.Freeze();
        for (int i = 1; i <= 3; i++)
            Assert.Equal($"{i}", (await venue.SendAsync("GET", "/api/v3/nothing")).Header("X-MBX-USED-WEIGHT-1M"));
        for (int i = 0; i < 2; i++)
        {
            ApiAnswer refused = await venue.SendAsync("GET", "/api/v3/nothing");
            refused.AssertError(429, -1003, "Too much request weight used; current limit is 3 request weight per " +
                "1 MINUTE. Please use WebSocket Streams for live updates to avoid polling the API.");
            Assert.InRange(int.Parse(refused.Header("Retry-After")!), 1, 60);
        }
        ApiAnswer banned = await venue.SendAsync("GET", "/api/v3/nothing");
        Assert.Equal((418, "120"), (banned.Status, banned.Header("Retry-After")));
        Assert.Matches(
            "^Way too much request weight used; IP banned until [0-9]{13}\\. " +
            "Please use WebSocket Streams for live updates to avoid bans\\.$",
            banned.Json.GetProperty("msg").GetString());
        venue.Clock.Offset = TimeSpan.FromSeconds(121);
        Assert.Equal(404, (await venue.SendAsync("GET", "/api/v3/nothing")).Status);
    }

    [Fact]
    public async Task The_address_behind_a_trusted_proxy_is_the_one_it_saw()
    {
        await using TestVenue venue = await TestVenue.StartAsync(new ApiOptions
        {
            TrustedProxies = ["127.0.0.1"],
            Limits = new LimitOptions { WeightPerMinute = 1 },
        });
        venue.Clock.Freeze();
        foreach (string address in (string[])["10.0.0.1", "10.0.0.2", "10.0.0.1, 10.0.0.3"])
        {
            Assert.Equal(404, (await venue.SendAsync(
                "GET", "/api/v3/nothing", headers: ("X-Forwarded-For", address))).Status);
        }
        Assert.Equal(429, (await venue.SendAsync(
            "GET", "/api/v3/nothing", headers: ("X-Forwarded-For", "10.9.9.9, 10.0.0.3"))).Status);
    }

    [Fact]
    public async Task Parameters_that_nobody_knows_are_ignored_unless_the_option_refuses_them()
    {
        TestKey key = Venue.Alice;
        (await Venue.CallAsync(key, "GET", "/api/v3/account", "colour=blue")).Ok();
        await using TestVenue strict = await TestVenue.StartAsync(new ApiOptions { RejectUnknownParameters = true });
        (await strict.CallAsync(strict.Alice, "GET", "/api/v3/account", "colour=blue")).AssertError(
            400, -1104, "Not all sent parameters were read; read '3' parameter(s) but was sent '4'.");
        (await strict.CallAsync(strict.Alice, "GET", "/api/v3/account", "omitZeroBalances=true&recvWindow=9000")).Ok();
        (await strict.SendAsync("GET", "/api/v3/ticker/24hr?type=MINI&colour=blue")).AssertError(
            400, -1104, "Not all sent parameters were read; read '1' parameter(s) but was sent '2'.");
        (await strict.SendAsync("GET", "/api/v3/ticker/24hr?type=MINI&symbolStatus=TRADING")).Ok();
    }

    [Fact]
    public async Task A_body_that_is_too_large()
    {
        string body = new('a', BourseApi.BodyBytesMax + 1);
        ApiAnswer answer = await Venue.SendAsync("POST", "/api/v3/order", body: body);
        answer.AssertError(413, -1000, "The request body is too large.");
    }
}
