namespace Bourse.Redis.Tests;

public sealed class RedisSettingsTests
{
    [Fact]
    public void An_address_of_one_server()
    {
        RedisSettings settings = RedisSettings.Parse("redis:10.0.0.1:6379");
        Assert.Equal([("10.0.0.1", 6379)], settings.Hosts);
        Assert.Null(settings.Sentinel);
        Assert.False(settings.IsTls);
    }

    [Fact]
    public void Sentinels_with_all_that_can_be_said()
    {
        RedisSettings settings = RedisSettings.Parse("redis:a:1,b:2,[::1]:3,sentinel=venue,tls,user=node,password=x=y");
        Assert.Equal([("a", 1), ("b", 2), ("::1", 3)], settings.Hosts);
        Assert.Equal(("venue", true, "node"), (settings.Sentinel, settings.IsTls, settings.User));
        Assert.Equal("x=y", settings.ToOptions("test").Password);
        Assert.Equal("venue", settings.ToOptions("test").ServiceName);
    }

    [Theory]
    [InlineData("rediss:a:1", "begin with")]
    [InlineData("redis:", "HOST:PORT")]
    [InlineData("redis:a", "'a' is not HOST:PORT")]
    [InlineData("redis:a:0", "'a:0' is not HOST:PORT")]
    [InlineData("redis:a:65536", "is not HOST:PORT")]
    [InlineData("redis:tls", "names no server")]
    [InlineData("redis:a:1,sentinel=", "'sentinel' has no value")]
    [InlineData("redis:a:1,colour=red", "'colour' is not known")]
    public void A_mistake_is_told(string text, string part) =>
        Assert.Contains(part, Assert.Throws<FormatException>(() => RedisSettings.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_mistake_does_not_repeat_the_password()
    {
        FormatException mistake = Assert.Throws<FormatException>(() => RedisSettings.Parse("redis:a,password=secret"));
        Assert.DoesNotContain("secret", mistake.Message, StringComparison.Ordinal);
    }
}
