namespace Bourse.Api.Http;

/// <summary>What a request costs, by its parameters. Runs before the caller is known; must not have effects.</summary>
public delegate int EndpointWeight(ApiRequest request);
