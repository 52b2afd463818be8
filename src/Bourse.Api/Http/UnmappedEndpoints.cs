namespace Bourse.Api.Http;

/// <summary>What answers where nothing is mapped: they cost one request of weight 1, like any other.</summary>
internal static class UnmappedEndpoints
{
    public static readonly ApiEndpoint Path = Refusing(ApiErrors.UnknownPath);

    public static readonly ApiEndpoint Method = Refusing(ApiErrors.UnknownMethod);

    private static ApiEndpoint Refusing(ApiError error) => new("", "", EndpointSecurity.None, _ => 1, request =>
    {
        request.Fail(error);
        return default;
    });
}
