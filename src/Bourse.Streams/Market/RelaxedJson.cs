using System.Text.Encodings.Web;
using System.Text.Json;

namespace Bourse.Streams.Market;

/// <summary>Texts as they are, but for what JSON must escape.</summary>
internal static class RelaxedJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
