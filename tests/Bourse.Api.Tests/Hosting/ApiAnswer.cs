using System.Net.Http.Headers;
using System.Text.Json;

namespace Bourse.Api.Tests.Hosting;

/// <summary>A response as a client sees it.</summary>
internal sealed record ApiAnswer(int Status, string Text, HttpResponseHeaders Headers)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    /// <summary>
    /// The top-level keys in their order, joined by commas; of the first element when it is an array.
    /// </summary>
    public string Keys => KeysOf(Json);

    public static string KeysOf(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array) element = element[0];
        return string.Join(',', element.EnumerateObject().Select(property => property.Name));
    }

    public string? Header(string name) =>
        Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.First() : null;

    /// <summary>Fails unless this is a success; returns its JSON.</summary>
    public JsonElement Ok()
    {
        Assert.True(Status == 200, $"{Status}: {Text}");
        return Json;
    }

    public void AssertError(int status, int code, string message)
    {
        Assert.Equal(
            (status, code, message),
            (Status, Json.GetProperty("code").GetInt32(), Json.GetProperty("msg").GetString()));
        Assert.True(Keys is "code,msg" or "code,msg,data", Keys);
    }
}
